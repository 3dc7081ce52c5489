/** A proven payment of a minted deposit, unspent as far as is known. */
export interface SweepableCoin {
  reqId: bigint
  share: number
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
 * Which counted coins of a minted share are its staker's to sweep: no more than what was minted. What waits in escrow still
 * belongs to its depositor. Once half of the time has passed that goes before: at the refund height the depositor could take
 * what was minted, so coins are added until they cover it, the one that exceeds it least last. A coin carries both, and what
 * is left of it can be proven to be swept and stays a right to be minted; a coin of which nothing is minted is left alone.
 * @param isSpent what is spent already counts first
 */
export function mintedCoins<C extends SweepableCoin>(
  coins: readonly C[],
  { mintedSats, paidSats }: { mintedSats: bigint; paidSats: bigint },
  tipHeight: number,
  isSpent: (coin: C) => boolean = () => false,
): C[] {
  if (paidSats <= mintedSats) return [...coins]
  const chosen = coins.filter(isSpent)
  let left = mintedSats - chosen.reduce((sum, { sats }) => sum + sats, 0n)
  const open = coins.filter((coin) => !isSpent(coin)).toSorted(largestFirst)
  const take = (coin: C) => {
    chosen.push(coin)
    left -= coin.sats
  }
  for (const coin of open) if (coin.sats <= left) take(coin)
  for (;;) {
    const rest = open.filter(
      (coin) => !chosen.includes(coin) && coin.refundHeight - tipHeight <= URGENT_BLOCKS,
    )
    const next = rest.findLast(({ sats }) => sats >= left) ?? rest[0]
    if (left <= 0n || next === undefined) return chosen
    take(next)
  }
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
