import { confirmationsFor } from '../../../lib/core/confirmations-for.ts'
import { depositDeadlines } from '../../../lib/core/deposit-deadlines.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import type { Sat } from '../../../lib/core/units.ts'

/** A coin that was paid to a share's script and that a mined transaction spends. */
export interface SpentCoin {
  txid: string
  vout: number
  sats: bigint
  /** the contract counted the payment */
  counted: boolean
  /** the contract would count the payment by itself */
  countable: boolean
  /** the contract knows that it was taken */
  proven?: boolean
  spend: {
    txid: string
    height: number
    /** the relay contract has this very block at this height */
    relayed: boolean
  }
}

export interface SpentSituation<Coin extends SpentCoin> {
  deposit: Deposit
  coins: readonly Coin[]
  /** height of the relay's tip */
  tipHeight: number
  baseConfirmations: number
  /** less than this alone is not worth its gas */
  dustSats: bigint
}

/** Bitcoin blocks after its refund height in which a spend up to it may still become known. */
const NEWS_BLOCKS = 144

/** Whether it may still turn out that its staker took a coin of a share. */
export const maySweepShow = ({ refundHeight }: Pick<Deposit, 'refundHeight'>, tipHeight: number): boolean =>
  tipHeight <= refundHeight + NEWS_BLOCKS

/** In these what is paid is counted by its payment alone, which says more for its depositor than a sweep does. */
const counting = new Set(['Assigned', 'Expired', 'Escrowed', 'Minted'])

/**
 * Which spends are to be proven, largest first: those by which a staker took more than was minted for. Up to the refund height
 * nobody but the staker can spend, and what it was proven to have taken beyond what was minted keeps its right to be minted for
 * ever: so all of them, also what was minted. An honest staker takes what was minted, which nobody needs to prove. Every one is
 * simulated before it is sent. Pure.
 */
export function unmintedSweeps<Coin extends SpentCoin>(s: SpentSituation<Coin>): Coin[] {
  const { deposit, tipHeight, baseConfirmations, dustSats } = s
  const { state, sats, paidSats, mintedSats, refundHeight } = deposit
  const taken = s.coins.filter((coin) => coin.sats >= dustSats && coin.spend.height <= refundHeight)
  const total = taken.reduce((sum, coin) => sum + coin.sats, 0n)
  if (total <= mintedSats) return []
  const { refundWindowNear } = depositDeadlines(deposit, { evmTime: 0, bitcoinHeight: tipHeight })
  const countedFirst = counting.has(state) && !refundWindowNear
  const most = [sats, paidSats, total].reduce((a, b) => (a > b ? a : b)) as Sat
  const needed = confirmationsFor(most, baseConfirmations)
  return taken
    .filter(
      ({ counted, countable, proven, spend }) =>
        !proven &&
        (counted || !countedFirst || !countable) &&
        spend.relayed &&
        tipHeight - spend.height + 1 >= needed,
    )
    .sort((a, b) => (a.sats < b.sats ? 1 : a.sats > b.sats ? -1 : 0))
}
