/** A proven payment of a minted deposit, unspent as far as is known. */
export interface SweepableCoin {
  reqId: bigint
  txid: string
  vout: number
  sats: bigint
  height: number
  /** Bitcoin height after which the depositor could take it back */
  refundHeight: number
}

export interface SweepSituation {
  coins: readonly SweepableCoin[]
  tipHeight: number
  /** capped estimate, sats for 1,000 virtual bytes */
  satsPerKvb: bigint
  /** rate up to which sweeping need not wait */
  cheapSatsPerKvb: bigint
  /** blocks that a coin waits for others to be swept with */
  patienceBlocks: number
  /** true when payments wait for coins */
  coinsNeeded: boolean
}

/** From here on fees do not matter any more: half of the time has passed. The rest is margin for a backlog of weeks. */
export const URGENT_BLOCKS = 2_160
/** More would be heavier than is passed on easily, and one stuck transaction would hold too much. */
const MOST_INPUTS = 50
const ENOUGH_TO_GO = 10

export type SweepDecision =
  | { kind: 'sweep'; coins: SweepableCoin[]; why: 'refund-nears' | 'needed' | 'batch' | 'waited' }
  | { kind: 'wait'; why: 'nothing' | 'fees' | 'batch' }

/** Which minted coins go to the staker's own script now, those nearest to their refund height first. */
export function decideSweep(s: SweepSituation): SweepDecision {
  const coins = s.coins.toSorted((a, b) => a.refundHeight - b.refundHeight || (a.txid < b.txid ? -1 : 1))
  const chosen = coins.slice(0, MOST_INPUTS)
  const first = coins[0]
  if (first === undefined) return { kind: 'wait', why: 'nothing' }
  if (first.refundHeight - s.tipHeight <= URGENT_BLOCKS)
    return { kind: 'sweep', coins: chosen, why: 'refund-nears' }
  if (s.coinsNeeded) return { kind: 'sweep', coins: chosen, why: 'needed' }
  if (s.satsPerKvb > s.cheapSatsPerKvb) return { kind: 'wait', why: 'fees' }
  if (coins.length >= ENOUGH_TO_GO) return { kind: 'sweep', coins: chosen, why: 'batch' }
  const oldest = Math.min(...coins.map(({ height }) => height))
  if (s.tipHeight - oldest + 1 >= s.patienceBlocks) return { kind: 'sweep', coins: chosen, why: 'waited' }
  return { kind: 'wait', why: 'batch' }
}
