import { parseEventLogs, type TransactionReceipt } from 'viem'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { getContractError } from '../../evm/get-contract-error.ts'
import { type DepositIntent, matchIntent } from './intents.ts'

const event = 'DepositRequested'

/** The id that a request's transaction was given; null when the transaction asked for nothing. */
export function requestIdOf(receipt: Pick<TransactionReceipt, 'logs'>, manager: string): bigint | null {
  const logs = parseEventLogs({ abi: entanglementManagerAbi, eventName: event, logs: receipt.logs })
  return logs.find(({ address }) => address.toLowerCase() === manager.toLowerCase())?.args.reqId ?? null
}

/**
 * What became of an intent, looked up on chain alone: by its transaction where the hash is known, else among the requests
 * of its account since then.
 *
 * @returns the id; `pending` while its transaction waits; null when nothing came of it
 * @throws {ContractError} when the chain cannot be read
 */
export async function findRequest(
  client: ReadClient,
  intent: DepositIntent,
): Promise<bigint | 'pending' | null> {
  try {
    if (intent.hash !== null) {
      const hash = intent.hash as `0x${string}`
      const receipt = await client.getTransactionReceipt({ hash }).catch(() => null)
      if (receipt) return receipt.status === 'success' ? requestIdOf(receipt, intent.manager) : null
      const waiting = await client.getTransaction({ hash }).catch(() => null)
      if (waiting) return 'pending'
    }
    const logs = await client.getContractEvents({
      abi: entanglementManagerAbi,
      address: intent.manager as `0x${string}`,
      eventName: event,
      args: { requester: intent.requester as `0x${string}` },
      fromBlock: BigInt(intent.fromBlock),
      strict: true,
    })
    return (
      matchIntent(
        intent,
        logs.map(({ args }) => args),
      )?.reqId ?? null
    )
  } catch (error) {
    throw getContractError(error)
  }
}
