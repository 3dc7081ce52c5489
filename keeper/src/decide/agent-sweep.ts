/** A proven payment of a minted deposit, unspent as far as is known. */
export interface SweepableCoin {
  reqId: bigint
  share: number
  txid: string
  vout: number
  sats: bigint
  /** what the contract had counted for the share before it */
  beforeSats: bigint
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
  /** sats that one coin adds to the fee at that rate: what is worth less stays where it is */
  inputFeeSats: bigint
}

/** From here on fees do not matter any more: half of the time has passed. The rest is margin for a backlog of weeks. */
export const URGENT_BLOCKS = 2_160
/** More would be heavier than is passed on easily, and one stuck transaction would hold too much. */
const MOST_INPUTS = 50
const ENOUGH_TO_GO = 10

export type SweepDecision =
  | { kind: 'sweep'; coins: SweepableCoin[]; why: 'refund-nears' | 'needed' | 'batch' | 'waited' }
  | { kind: 'wait'; why: 'nothing' | 'fees' | 'batch' }

/**
 * Which counted coins of a minted share are its staker's to sweep: those that are minted whole; the coins counted first stand
 * for what was minted. What waits in escrow still belongs to its depositor. Once half of the time has passed also one that is
 * minted in part, because at the refund height the depositor could take what was minted: what is left of it can be proven to be
 * swept and stays a right to be minted. A coin of which nothing is minted never: whoever takes it is held for it.
 */
export function mintedCoins<C extends SweepableCoin>(
  coins: readonly C[],
  { mintedSats }: { mintedSats: bigint },
  tipHeight: number,
): C[] {
  return coins.filter(({ sats, beforeSats, refundHeight }) =>
    refundHeight - tipHeight <= URGENT_BLOCKS ? beforeSats < mintedSats : beforeSats + sats <= mintedSats,
  )
}

/**
 * Which minted coins go to the staker's own script now: those near their refund height first, and of these and the others the
 * largest, so that many small ones do not keep what matters waiting.
 */
export function decideSweep(s: SweepSituation): SweepDecision {
  if (s.coins.length === 0) return { kind: 'wait', why: 'nothing' }
  const isUrgent = ({ refundHeight }: SweepableCoin) => refundHeight - s.tipHeight <= URGENT_BLOCKS
  const coins = s.coins
    .filter(({ sats }) => sats > s.inputFeeSats)
    .toSorted((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)) || largestFirst(a, b))
  const chosen = coins.slice(0, MOST_INPUTS)
  const first = coins[0]
  if (first === undefined) return { kind: 'wait', why: 'fees' }
  if (isUrgent(first)) return { kind: 'sweep', coins: chosen, why: 'refund-nears' }
  if (s.coinsNeeded) return { kind: 'sweep', coins: chosen, why: 'needed' }
  if (s.satsPerKvb > s.cheapSatsPerKvb) return { kind: 'wait', why: 'fees' }
  if (coins.length >= ENOUGH_TO_GO) return { kind: 'sweep', coins: chosen, why: 'batch' }
  const oldest = Math.min(...coins.map(({ height }) => height))
  if (s.tipHeight - oldest + 1 >= s.patienceBlocks) return { kind: 'sweep', coins: chosen, why: 'waited' }
  return { kind: 'wait', why: 'batch' }
}

function largestFirst(a: SweepableCoin, b: SweepableCoin): number {
  if (a.sats !== b.sats) return a.sats < b.sats ? 1 : -1
  return a.refundHeight - b.refundHeight || (a.txid < b.txid ? -1 : 1)
}
