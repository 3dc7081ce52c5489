import type { EvmClient } from './client.ts'

/**
 * Puts sent transactions into a block at once.
 * @throws Error naming the first that reverted
 */
export async function settle(evm: EvmClient, hashes: readonly `0x${string}`[]): Promise<void> {
  const receiptOf = (hash: `0x${string}`) => evm.getTransactionReceipt({ hash }).catch(() => null)
  const waiting = (await Promise.all(hashes.map(receiptOf))).some((receipt) => receipt === null)
  if (waiting) await evm.mine({ blocks: 1 })
  for (const hash of hashes) {
    const receipt = await evm.waitForTransactionReceipt({ hash, timeout: 10_000 })
    if (receipt.status !== 'success') throw new Error(`transaction ${hash} reverted`)
  }
}
