import { type Address, type Hex, zeroHash } from 'viem'
import { bitcoinRelayAbi } from '../../contracts-abi/bitcoin-relay.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/**
 * Hash of the Bitcoin block that the contracts know at a height, in internal byte order; null outside what they know.
 * @throws {ContractError} when the chain cannot be read
 */
export const readRelayHash = async (
  client: ReadClient,
  relay: Address,
  height: number,
  at?: ReadAt,
): Promise<Hex | null> => {
  const hash = await read(client, relay, bitcoinRelayAbi, 'hashAt', [BigInt(height)], at)
  return hash === zeroHash ? null : hash
}
