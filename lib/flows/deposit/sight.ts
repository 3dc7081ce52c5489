import type { Deposit } from '../../core/deposit-state.ts'
import type { SeenPayment } from '../../core/seen-payment.ts'
import type { DepositSpend } from './deposit-spends.ts'
import type { WatchedPayment } from './payment-watch.ts'
import type { SharePayment, ShareSight } from './share-watch.ts'

/**
 * Confirmations that the contract would count: what was verified here, in a block that the relay knows, and not beyond the
 * relay's own tip. Less than Bitcoin's count while the relay is behind.
 */
export function countedConfirmations(payment: WatchedPayment, relayHeight: number): number {
  if (payment.block === null || payment.matchesRelay !== true) return 0
  return Math.max(0, Math.min(payment.verified, relayHeight - payment.block.height + 1))
}

type Place = Pick<Deposit, 'refundHeight'> & Readonly<{ relayHeight: number; baseConfirmations: number }>

/** A spend up to the refund height can only be the staker's; deep enough it can be proven. */
const isTaken = (spend: DepositSpend | null, { refundHeight, relayHeight, baseConfirmations }: Place) =>
  spend !== null &&
  spend.by === 'staker' &&
  spend.height !== null &&
  spend.height <= refundHeight &&
  relayHeight - spend.height + 1 >= baseConfirmations

/** What `depositPhase` is told about Bitcoin; null while no source answers. */
export function seenPayments(
  sight: Pick<ShareSight, 'payments'> | null,
  place: Place,
): readonly SeenPayment[] | null {
  if (sight === null) return null
  return sight.payments.map((payment) => ({
    sats: payment.sats,
    provable: payment.provable,
    counted: payment.counted,
    waiting: payment.block === null || payment.problem !== null,
    spent: payment.spend !== null,
    taken: isTaken(payment.spend, place),
    reclaimed: payment.spend?.by === 'depositor',
    confirmations: countedConfirmations(payment, place.relayHeight),
  }))
}

/**
 * What "k of 6" says: the least count, as verified here, over what the contract has not counted yet and needs to reach the
 * amount. Deepest first, so that what strangers send on top sets nothing back. Null without any.
 * @param missingSats what the contract has not counted of the amount
 */
export const verifiedCount = (payments: readonly SharePayment[], missingSats: bigint): number | null => {
  let open = missingSats
  let least: number | null = null
  for (const payment of payments.toSorted((a, b) => b.verified - a.verified)) {
    if (payment.counted) continue
    if (least !== null && open <= 0n) break
    least = payment.verified
    open -= payment.sats
  }
  return least
}
