import { confirmationsFor } from '../../core/confirmations-for.ts'
import type { WithdrawalShare } from '../../core/withdrawal.ts'
import { type ShareView, withdrawalSharePhase } from '../../core/withdrawal-share-phase.ts'
import type { PayoutSight, WatchedPayout } from './payout-watch.ts'
import type { WithdrawalChainSight } from './read-sight.ts'

export type ShareModel = ShareView &
  Readonly<{
    share: WithdrawalShare
    payment: WatchedPayout | null
    required: number
    /** the relay has not heard of the payment's confirmations yet: bring it up to date, then prove */
    relayBehind: number
  }>

/** Confirmations that the contract would count: verified here, in a block that the relay knows, up to the relay's tip. */
const countedPayout = ({ block, matchesRelay, verified }: WatchedPayout, relayHeight: number): number =>
  block === null || matchesRelay !== true
    ? 0
    : Math.max(0, Math.min(verified, relayHeight - block.height + 1))

/** Where each share stands: what the chain says beside what was seen on Bitcoin; null while no source answers. */
export const shareModels = (
  chain: WithdrawalChainSight,
  bitcoin: PayoutSight | null,
): readonly ShareModel[] =>
  chain.withdrawal.shares.map((share) => {
    const payment = bitcoin?.payouts.find((payout) => payout.share === share.share) ?? null
    const required = confirmationsFor(share.sats, chain.confirmations)
    const seen =
      payment === null
        ? null
        : {
            verified: payment.verified,
            counted: countedPayout(payment, chain.relay.height),
          }
    const view = withdrawalSharePhase(share, {
      evmTime: chain.evmTime,
      bitcoinHeight: chain.relay.height,
      required,
      payment: bitcoin === null ? 'unknown' : seen,
    })
    const deep = payment !== null && payment.verified >= required
    return {
      ...view,
      share,
      payment,
      required,
      relayBehind:
        deep && !view.actions.includes('prove') && bitcoin !== null
          ? Math.max(0, bitcoin.tipHeight - chain.relay.height)
          : 0,
    }
  })
