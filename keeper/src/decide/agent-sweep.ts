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
 * belongs to its depositor. Once half of the time has passed all of them are: a coin carries both, what is left of it can be
 * proven to be swept and stays a right to be minted, and at the refund height the depositor could take what was minted.
 */
export function mintedCoins<C extends SweepableCoin>(
  coins: readonly C[],
  { mintedSats, paidSats }: { mintedSats: bigint; paidSats: bigint },
  tipHeight: number,
): C[] {
  if (paidSats <= mintedSats) return [...coins]
  let left = mintedSats
  return coins
    .toSorted((a, b) => (a.sats === b.sats ? (a.txid < b.txid ? -1 : 1) : a.sats < b.sats ? 1 : -1))
    .filter(({ sats, refundHeight }) => {
      if (refundHeight - tipHeight <= URGENT_BLOCKS) return true
      if (sats > left) return false
      left -= sats
      return true
    })
}

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
