import type { TransactionReceipt } from 'viem'
import type { BatchSender, WriteClient } from '../evm/clients.ts'
import type { ContractCall } from '../evm/contract-call.ts'
import { writeBatch } from '../evm/write-batch.ts'
import type { Execution } from './follow-transaction.ts'
import { runSent, type TransactionParts } from './transaction.ts'

/** EIP-5792: under 200 it is on its way; 200 confirmed, 400 never sent, 500 and 600 reverted. */
const executionOf = ({
  status,
  hashes,
}: Awaited<ReturnType<BatchSender['getCallsStatus']>>): Execution | 'refused' | null => {
  if (status < 200) return null
  const hash = hashes.at(-1)
  if (status >= 400 && hash === undefined) return 'refused'
  return hash === undefined ? null : { hash, succeeded: status < 300 }
}

/**
 * Sends an approval and the call that needs it as one batch and follows it (EIP-5792). The wallet's own word on the batch
 * is only where to look: what counts is the receipt, read from the chain.
 *
 * @returns as `runTransaction`
 */
export async function runBatch(
  parts: TransactionParts & Readonly<{ wallet: WriteClient & BatchSender; approval: ContractCall }>,
): Promise<TransactionReceipt | null> {
  const { client, wallet, walletName, call, approval, lookFor } = parts
  return runSent(parts, async (onAsk) => {
    const id = await writeBatch(client, wallet, approval, call, walletName, onAsk)
    const resolve = async (): Promise<Execution | 'refused' | null> => {
      const status = await wallet.getCallsStatus(id).catch(() => null)
      const told = status && executionOf(status)
      if (told) return told
      // a wallet that forgot its own batch, or that does not say
      const hash = (await lookFor?.()) ?? null
      return hash && { hash, succeeded: true }
    }
    return { hash: null, resolve }
  })
}
