import { type Address, encodeAbiParameters, keccak256 } from 'viem'
import { fromHex } from './from-hex.ts'

/**
 * First 4 bytes of keccak256(abi.encode(chainid, manager)): payments of one deployment mean nothing to another.
 * @param manager the contract that reads the payments, e.g. `WithdrawalManager`
 */
export const payoutTag = (chainId: number, manager: Address): Uint8Array =>
  fromHex(
    keccak256(encodeAbiParameters([{ type: 'uint256' }, { type: 'address' }], [BigInt(chainId), manager])),
  ).slice(0, 4)
