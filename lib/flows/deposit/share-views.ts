import { confirmationsFor } from '../../core/confirmations-for.ts'
import { depositPhase } from '../../core/deposit-phase.ts'
import type { DepositSight } from '../../core/deposit-phases.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import type { ShareView } from '../../core/deposit-whole.ts'
import { sumOf } from '../../core/seen-payment.ts'
import type { ChainSight } from './read-sight.ts'
import type { ShareReorg } from './reorg-watch.ts'
import type { ShareSight } from './share-watch.ts'
import { countedConfirmations, seenPayments } from './sight.ts'

/** What is known beside the chain's own answer, or instead of it while the chain may not be asked. */
export type Beside = Readonly<{
  /** by the index; empty while it knows none */
  deposits: readonly Deposit[]
  /** counted payments that Bitcoin took back, by share: by the chain, by the index while the chain was not asked */
  reorgs: ReadonlyMap<number, ShareReorg>
  /** by the server's status; null while unknown */
  evmTime: number | null
  relayHeight: number | null
}>
/** A share as the page shows it, and the clocks it was judged by. */
export type SeenShare = ShareView &
  Readonly<{
    /** what waits in escrow still has its reservation */
    reserved: boolean
    evmTime: number
    height: number
    /** the counted payment that Bitcoin took back, as the contracts know it */
    reorg: ShareReorg | null
  }>

/** Every coin was taken back by the refund key, in a block; of a minted share all that was paid beyond what was minted. */
const isRecovered = (deposit: Deposit, height: number, sight: ShareSight | null): boolean => {
  const { state, mintedSats, refundHeight } = deposit
  if (sight === null || height < refundHeight || (state !== 'Refundable' && state !== 'Minted')) return false
  const back = sight.payments.filter(({ spend }) => spend?.height != null && spend.by !== 'staker')
  if (back.length === 0) return false
  if (state === 'Refundable') return back.length === sight.payments.length
  return sumOf(sight.payments) - sumOf(back) <= mintedSats
}

type Place = Readonly<{ height: number; baseConfirmations: number }>

/** A counted payment is in no block, in another one than the relay has, or nowhere: as all of a source that is not behind the relay. */
const isLost = ({ payments, countedSats, tipHeight, missed }: ShareSight, relayHeight: number): boolean => {
  if (countedSats === null || missed !== null || tipHeight < relayHeight) return false
  const counted = payments.filter((payment) => payment.counted)
  const moved = counted.some(({ block, matchesRelay }) => block === null || matchesRelay === false)
  return moved || counted.reduce((sum, { sats }) => sum + sats, 0n) < countedSats
}

/** A counted payment whose block is gone: the contracts say so, or, before the relay knows, Bitcoin alone. */
const reorgOf = (
  { sats, paidSats }: Deposit,
  sight: ShareSight | null,
  known: ShareReorg | undefined,
  { height, baseConfirmations }: Place,
): { payment: ShareReorg | null; sight: NonNullable<DepositSight['reorg']> } | null => {
  const payments = sight?.payments ?? []
  if (known === undefined)
    return sight && isLost(sight, height) ? { payment: null, sight: { stage: 'relay' } } : null
  if (known.untilHeight === null) return { payment: known, sight: { stage: 'unreported' } }
  const required = confirmationsFor(paidSats > sats ? paidSats : sats, baseConfirmations)
  const back = payments.find(({ txid, vout }) => txid === known.txid && vout === known.vout)
  const reprovable = back !== undefined && countedConfirmations(back, height) >= required
  return { payment: known, sight: { stage: 'reported', untilHeight: known.untilHeight, reprovable } }
}

/**
 * Where every share stands. The chain's word goes first; the index stands in while it may not be asked.
 * @param sights what Bitcoin shows, by share; null while no source answers
 */
export function shareViews(
  chain: ChainSight | null,
  beside: Beside,
  sights: ReadonlyMap<number, ShareSight> | null,
): readonly SeenShare[] {
  const evmTime = chain?.evmTime ?? beside.evmTime
  const height = chain?.relay.height ?? beside.relayHeight
  if (evmTime === null || height === null) return []
  const baseConfirmations = chain?.base ?? 6
  const drawBlock = chain?.draw.drawBlock ?? null
  const shares =
    chain?.shares ?? beside.deposits.map((deposit) => ({ deposit, reserved: false, drainable: null }))
  return shares.map(({ deposit, reserved, drainable }) => {
    const sight = sights?.get(deposit.share) ?? null
    const { refundHeight } = deposit
    const reorg = reorgOf(deposit, sight, beside.reorgs.get(deposit.share), { height, baseConfirmations })
    const facts: DepositSight = {
      evmTime,
      bitcoinHeight: height,
      relayTime: chain?.relay.time ?? null,
      evmBlock: chain?.evmBlock ?? null,
      drawBlock: drawBlock === null ? null : Number(drawBlock),
      baseConfirmations,
      payments: seenPayments(sight, { refundHeight, relayHeight: height, baseConfirmations }),
      recovered: isRecovered(deposit, height, sight),
      drainable,
      reserved,
      closed: chain?.system.closed ?? null,
      reorg: reorg?.sight ?? null,
    }
    return {
      deposit,
      reserved,
      evmTime,
      height,
      reorg: reorg?.payment ?? null,
      ...depositPhase(deposit, facts),
    }
  })
}
