import { bitcoinKey } from '../accounts.ts'
import { StackError } from '../stack-error.ts'
import type { Miner } from './miner.ts'
import type { BitcoinRpc } from './rpc.ts'

/** Lowers a transaction's standing so far that no block is built with it. In sats. */
const NEVER_MINED = -2_000_000_000_000

export interface Reorganisation {
  forkHeight: number
  oldTip: string
  newTip: string
  height: number
}

let branches = 0

/**
 * Takes the last `depth` blocks off the best chain and builds one more than that in their place, from the mempool into
 * which their transactions fall back.
 * @param drop txids that stay in the mempool and are not mined again until `release`d
 * @throws StackError when the chain is not that deep
 */
export async function reorganise(
  rpc: BitcoinRpc,
  miner: Miner,
  depth: number,
  drop: readonly string[],
  lowestFork: number,
): Promise<Reorganisation> {
  const height = await rpc.call<number>('getblockcount')
  const forkHeight = height - depth
  if (forkHeight < lowestFork) {
    throw new StackError(
      `A reorganisation of ${depth} blocks would go below height ${lowestFork}, where the relay begins.`,
      `Ask for at most ${height - lowestFork}.`,
    )
  }
  const oldTip = await rpc.call<string>('getbestblockhash')
  await miner.pausedWhile(async () => {
    await rpc.call('invalidateblock', await rpc.call<string>('getblockhash', forkHeight + 1))
    await setMineable(rpc, drop, false)
    // another recipient each time: the same block as the one taken off would be known as invalid
    await miner.mine(depth + 1, bitcoinKey(`branch ${oldTip} ${branches++}`).address)
  })
  const [newTip, now] = await rpc.batch<string | number>([['getbestblockhash'], ['getblockcount']])
  return { forkHeight, oldTip, newTip: String(newTip), height: Number(now) }
}

/** Keeps transactions out of coming blocks, or lets them in again. */
export async function setMineable(
  rpc: BitcoinRpc,
  txids: readonly string[],
  mineable: boolean,
): Promise<void> {
  const held = await rpc.call<Record<string, { fee_delta: number }>>('getprioritisedtransactions')
  const calls = txids.flatMap((txid) => {
    const delta = (mineable ? 0 : NEVER_MINED) - (held[txid]?.fee_delta ?? 0)
    return delta === 0 ? [] : [['prioritisetransaction', txid, null, delta] as const]
  })
  await rpc.batch(calls)
}
