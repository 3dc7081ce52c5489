import { type Address, parseAbi } from 'viem'
import type { ReadClient } from './clients.ts'

/**
 * What stands behind an account: a key of its own, a Safe, or another contract. What the last two answer to
 * `eth_sendTransaction` need not be a hash that the chain ever shows (C29).
 */
export type AccountKind = 'key' | 'safe' | 'contract'

const safeAbi = parseAbi([
  'function getThreshold() view returns (uint256)',
  'function nonce() view returns (uint256)',
])
// EIP-7702: a key that lets a contract's code run in its name still sends transactions of its own
const DELEGATED = '0xef0100'

/** @throws what the endpoint threw */
export async function readAccountKind(client: ReadClient, address: Address): Promise<AccountKind> {
  const code = await client.getCode({ address })
  if (code === undefined || code === '0x' || code.startsWith(DELEGATED)) return 'key'
  const read = (functionName: 'getThreshold' | 'nonce') =>
    client.readContract({ address, abi: safeAbi, functionName })
  try {
    const [threshold] = await Promise.all([read('getThreshold'), read('nonce')])
    return threshold > 0n ? 'safe' : 'contract'
  } catch {
    return 'contract'
  }
}
