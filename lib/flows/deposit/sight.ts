import type { SeenPayment } from '../../core/seen-payment.ts'
import type { PaymentSight, WatchedPayment } from './payment-watch.ts'

/**
 * Confirmations that the contract would count: what was verified here, in a block that the relay knows, and not beyond the
 * relay's own tip. Less than Bitcoin's count while the relay is behind.
 */
export function countedConfirmations(payment: WatchedPayment, relayHeight: number): number {
  if (payment.block === null || payment.matchesRelay !== true) return 0
  return Math.max(0, Math.min(payment.verified, relayHeight - payment.block.height + 1))
}

const keyOf = ({ txid, vout }: { txid: string; vout: number }): string => `${txid}:${vout}`

/**
 * What `depositPhase` is told about Bitcoin; null while no source answers.
 * @param counted keys `txid:vout` of outputs that the contract counted already
 */
export function seenPayments(
  sight: PaymentSight | null,
  relayHeight: number | null,
  counted: ReadonlySet<string>,
): readonly SeenPayment[] | null {
  if (sight === null) return null
  return sight.payments.map((payment) => ({
    sats: payment.sats,
    provable: payment.provable,
    counted: counted.has(keyOf(payment)),
    spent: payment.spend !== null,
    confirmations: relayHeight === null ? 0 : countedConfirmations(payment, relayHeight),
  }))
}

/** The least count over all payments, as verified here: what "k of 6" says. Null without any payment. */
export const verifiedCount = (payments: readonly WatchedPayment[]): number | null =>
  payments.length === 0 ? null : Math.min(...payments.map(({ verified }) => verified))
