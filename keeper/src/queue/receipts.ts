import type { Address, Hex } from 'viem'
import { TransactionReceiptNotFoundError } from 'viem'
import type { EvmPool } from '../execution/evm-pool.ts'

/** What decisions rest on. Only this is compared between endpoints: nodes fill other fields differently. */
export interface Receipt {
  status: 'success' | 'reverted'
  hash: Hex
  to: Address | null
  block: bigint
  blockHash: Hex
  gasUsed: bigint
  /** wei per gas */
  effectiveGasPrice: bigint
}

/** The receipt of the first of `hashes` that was mined; null while none is known. */
export async function findReceipt(pool: EvmPool, hashes: readonly Hex[]): Promise<Receipt | null> {
  for (const hash of hashes) {
    const receipt = await pool.read(`receipt ${hash}`, async (client) => {
      try {
        const found = await client.getTransactionReceipt({ hash })
        return {
          status: found.status,
          hash: found.transactionHash,
          to: found.to,
          block: found.blockNumber,
          blockHash: found.blockHash,
          gasUsed: found.gasUsed,
          effectiveGasPrice: found.effectiveGasPrice,
        } satisfies Receipt
      } catch (error) {
        if (error instanceof TransactionReceiptNotFoundError) return null
        throw error
      }
    })
    if (receipt) return receipt
  }
  return null
}
