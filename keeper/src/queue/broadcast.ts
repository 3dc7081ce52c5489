import type { Hex } from 'viem'
import { errorText } from '../errors.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Log } from '../log.ts'

/**
 * - `nonce-low`: the nonce is already mined
 * - `funds`: the account cannot pay
 * - `underpriced`: the mempool holds another transaction for this nonce, or wants more
 * - `refused`: no node will ever take this one, however long it is offered
 * - `unreached`: no endpoint said that it took it; one may have
 */
export type BroadcastProblem = 'nonce-low' | 'funds' | 'underpriced' | 'refused' | 'unreached'

/** Sends to every live endpoint, so that no single one can swallow it. Null when at least one has it. */
export async function broadcast(pool: EvmPool, raw: Hex, log: Log): Promise<BroadcastProblem | null> {
  const answers = await pool.all((client) => client.sendRawTransaction({ serializedTransaction: raw }))
  if (answers.some((answer) => answer.status === 'fulfilled')) return null
  const reasons = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [errorText(answer.reason)] : [],
  )
  const problems = reasons.map(broadcastProblem)
  if (problems.includes(null)) return null
  log.warn({ event: 'queue.broadcast.failed', reasons })
  return problems.find((problem) => problem !== 'unreached') ?? 'unreached'
}

/** Nodes give no codes for these, only words; the ones of geth, reth, erigon, nethermind and anvil. */
export function broadcastProblem(text: string): BroadcastProblem | null {
  if (/already known|already imported|known transaction|alreadyknown/i.test(text)) return null
  if (/nonce too low|nonce is too low|lower than the current nonce|oldnonce/i.test(text)) return 'nonce-low'
  if (/insufficient funds|insufficient balance/i.test(text)) return 'funds'
  if (
    /underpriced|fee too low|less than block base fee|lower than block base fee|max fee per gas/i.test(text)
  )
    return 'underpriced'
  if (/oversized|size limit|exceeds block gas limit|intrinsic gas|gas limit too high/i.test(text))
    return 'refused'
  return 'unreached'
}
