import { concatBytes } from '@noble/hashes/utils.js'
import { type Address, encodeAbiParameters, keccak256 } from 'viem'
import { fromHex } from './from-hex.ts'

export type ShareId = Readonly<{ chainId: number; withdrawals: Address; reqId: bigint; share: number }>

/**
 * The 13 bytes that mark the payment of a share: tag ‖ reqId:8 ‖ share:1, tag = first 4 bytes of
 * keccak256(abi.encode(chainid, contract)). Mirrors `markingOf` in contracts/src/withdrawals/WithdrawalBook.sol.
 */
const withdrawalMarking = ({ chainId, withdrawals, reqId, share }: ShareId): Uint8Array => {
  const tag = fromHex(
    keccak256(
      encodeAbiParameters([{ type: 'uint256' }, { type: 'address' }], [BigInt(chainId), withdrawals]),
    ),
  ).slice(0, 4)
  const id = new Uint8Array(9)
  const view = new DataView(id.buffer)
  view.setBigUint64(0, reqId)
  view.setUint8(8, share)
  return concatBytes(tag, id)
}

/** The output script that carries a marking: OP_RETURN and one push of 13 bytes. */
export const markingScript = (id: ShareId): Uint8Array =>
  concatBytes(Uint8Array.of(0x6a, 0x0d), withdrawalMarking(id))
