import { MAX_PROOF_BYTES } from '../../../lib/core/choose-payments.ts'
import { MAX_BATCH } from '../../../lib/core/deposit-rules.ts'

/** One payment that settles one share. */
export interface BatchItem {
  reqId: bigint
  share: number
  txid: string
  /** as explorers write it */
  blockHash: string
  /** length of its proof */
  bytes: number
}

/** Which payments are proven together: those of one block, two at least. What is left over goes alone. Pure. */
export function batches(items: readonly BatchItem[]): BatchItem[][] {
  const byBlock = new Map<string, BatchItem[][]>()
  for (const item of items) {
    const groups = byBlock.get(item.blockHash) ?? [[]]
    byBlock.set(item.blockHash, groups)
    const last = groups.at(-1) ?? []
    const bytes = last.reduce((sum, other) => sum + other.bytes, item.bytes)
    if (last.length < MAX_BATCH && bytes <= MAX_PROOF_BYTES) last.push(item)
    else groups.push([item])
  }
  return [...byBlock.values()].flat().filter((group) => group.length > 1)
}
