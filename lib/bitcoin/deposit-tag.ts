import { type Address, encodeAbiParameters, keccak256 } from 'viem'
import { fromHex } from './from-hex.ts'

export type DepositId = Readonly<{ chainId: number; manager: Address; reqId: bigint; share: number }>

/**
 * First 20 bytes of keccak256(abi.encode(chainid, contract, reqId, share)): no two deployments and no two shares have
 * the same script. Mirrors `BitcoinScript.sol`, vectors in contracts/test/vectors/deposit-script.json.
 */
export const depositTag = ({ chainId, manager, reqId, share }: DepositId): Uint8Array =>
  fromHex(
    keccak256(
      encodeAbiParameters(
        [{ type: 'uint256' }, { type: 'address' }, { type: 'uint256' }, { type: 'uint8' }],
        [BigInt(chainId), manager, reqId, share],
      ),
    ),
  ).slice(0, 20)
