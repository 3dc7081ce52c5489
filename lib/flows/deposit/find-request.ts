import { type Address, type Hash, parseEventLogs, type TransactionReceipt } from 'viem'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { getContractError } from '../../evm/get-contract-error.ts'
import { searchBlocks } from '../../evm/search-blocks.ts'
import { type DepositIntent, matchIntent } from './intents.ts'

const event = 'DepositRequested'

/** The id that a request's transaction was given; null when the transaction asked for nothing. */
export function requestIdOf(receipt: Pick<TransactionReceipt, 'logs'>, manager: string): bigint | null {
  const logs = parseEventLogs({ abi: entanglementManagerAbi, eventName: event, logs: receipt.logs })
  return logs.find(({ address }) => address.toLowerCase() === manager.toLowerCase())?.args.reqId ?? null
}

/**
 * The request that asks for exactly what an intent asks for, made by its account since then; null while there is none.
 * @param since EVM block before which there was none
 * @throws what the endpoint threw
 */
export async function findAsked(
  client: ReadClient,
  intent: DepositIntent,
  since = BigInt(intent.fromBlock),
): Promise<{ reqId: bigint; hash: Hash } | null> {
  return searchBlocks(client, since, async (range) => {
    const logs = await client.getContractEvents({
      abi: entanglementManagerAbi,
      address: intent.manager as Address,
      eventName: event,
      args: { requester: intent.requester as Address },
      ...range,
      strict: true,
    })
    return matchIntent(
      intent,
      logs.map(({ args, transactionHash }) => ({ ...args, hash: transactionHash })),
    )
  })
}

/**
 * What became of an intent, looked up on chain alone: by its transaction where the hash is known, else among the requests
 * of its account since then. A Safe's hash never appears on chain (C29): what it asked for does.
 *
 * @param since as for `findAsked`
 * @returns the id; `pending` while its transaction waits; `proposed` while the owners of its account may still sign; null
 * when nothing came of it
 * @throws {ContractError} when the chain cannot be read
 */
export async function findRequest(
  client: ReadClient,
  intent: DepositIntent,
  since?: bigint,
): Promise<bigint | 'pending' | 'proposed' | null> {
  try {
    if (intent.hash !== null) {
      const hash = intent.hash as Hash
      const receipt = await client.getTransactionReceipt({ hash }).catch(() => null)
      if (receipt) return receipt.status === 'success' ? requestIdOf(receipt, intent.manager) : null
      const waiting = await client.getTransaction({ hash }).catch(() => null)
      if (waiting) return 'pending'
    }
    const asked = await findAsked(client, intent, since)
    return asked?.reqId ?? (intent.proposed ? 'proposed' : null)
  } catch (error) {
    throw getContractError(error)
  }
}
