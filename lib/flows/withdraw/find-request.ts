import { type Address, type Hash, parseEventLogs, type TransactionReceipt } from 'viem'
import { withdrawalManagerAbi } from '../../../contracts-abi/withdrawal-manager.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { getContractError } from '../../evm/get-contract-error.ts'
import { searchBlocks } from '../../evm/search-blocks.ts'
import type { WithdrawalIntent } from './intents.ts'

const event = 'WithdrawalRequested'
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** The id that a request's transaction was given; null when the transaction asked for nothing. */
export function withdrawalIdOf(
  receipt: Pick<TransactionReceipt, 'logs'>,
  withdrawals: string,
): bigint | null {
  const logs = parseEventLogs({ abi: withdrawalManagerAbi, eventName: event, logs: receipt.logs })
  return logs.find(({ address }) => same(address, withdrawals))?.args.reqId ?? null
}

/**
 * The request that asks for exactly what an intent asks for, made by its account since then; null while there is none.
 * @param since EVM block before which there was none
 * @throws what the endpoint threw
 */
export async function findAsked(
  client: ReadClient,
  intent: WithdrawalIntent,
  since = BigInt(intent.fromBlock),
): Promise<{ reqId: bigint; hash: Hash } | null> {
  return searchBlocks(client, since, async (range) => {
    const logs = await client.getContractEvents({
      abi: withdrawalManagerAbi,
      address: intent.withdrawals as Address,
      eventName: event,
      args: { owner: intent.owner as Address },
      ...range,
      strict: true,
    })
    const asked = logs.find(
      ({ args }) =>
        args.sats.toString() === intent.sats &&
        args.maxFeeSats.toString() === intent.maxFeeSats &&
        same(args.payoutScript, intent.payoutScript),
    )
    return asked ? { reqId: asked.args.reqId, hash: asked.transactionHash } : null
  })
}

/**
 * What became of an intent, looked up on chain alone: by its transaction where that one was mined under its own hash, else
 * among the requests of its account since then. A Safe's hash never appears on chain (C29), and a request that was sent
 * again with a higher fee has another: both are found by what they asked for.
 *
 * @param since as for `findAsked`
 * @returns the id; `pending` while its transaction waits; `proposed` while the owners of its account may still sign; null
 * when nothing came of it
 * @throws {ContractError} when the chain cannot be read
 */
export async function findWithdrawal(
  client: ReadClient,
  intent: WithdrawalIntent,
  since?: bigint,
): Promise<bigint | 'pending' | 'proposed' | null> {
  const open = intent.proposed ? 'proposed' : null
  try {
    const asked = await findAsked(client, intent, since)
    if (asked) return asked.reqId
    if (intent.hash === null) return open
    const hash = intent.hash as Hash
    const receipt = await client.getTransactionReceipt({ hash }).catch(() => null)
    if (receipt) return null
    return (await client.getTransaction({ hash }).catch(() => null)) ? 'pending' : open
  } catch (error) {
    throw getContractError(error)
  }
}
