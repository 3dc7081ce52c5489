import { confirmationsFor } from './confirmations-for.ts'
import type { Deposit } from './deposit-state.ts'
import { type SeenPayment, sumOf } from './seen-payment.ts'
import type { Sat } from './units.ts'

/** How far the payments of a share are: those that the contract counted, and those that it can still count. */
export type PaymentProgress = Readonly<{
  /** all that was paid to it and counts, or will count */
  totalSats: Sat
  /** of that what is in no block yet, so that its sender can still replace it */
  waitingSats: Sat
  /** what the contract counted */
  countedSats: Sat
  /** what has its confirmations and is not counted yet */
  deepSats: Sat
  /** blocks that what comes next needs; by all that was paid then, not by what was asked for */
  required: number
  /** least count over what is not deep enough yet, or else over all that is not counted; null when there is none */
  confirmations: number | null
  /** something is on Bitcoin, and the contract can never accept any of it */
  unprovable: boolean
}>

/**
 * Mirrors how `DepositMinter.executeDeposit` counts: each call asks for the confirmations of the larger of the amount and
 * all that was paid with it. Deepest first, so that what a stranger pays on top holds nothing back.
 * @param payments null when no Bitcoin source answers: then only the contract's own sum is known
 * @param base least confirmations, `MintParams.confirmations`
 */
export const paymentProgress = (
  deposit: Pick<Deposit, 'sats' | 'paidSats'>,
  payments: readonly SeenPayment[] | null,
  base: number,
): PaymentProgress => {
  const seen = payments ?? []
  const open = seen.filter(({ provable, counted }) => provable && counted !== true)
  const neededFor = (paid: bigint) =>
    confirmationsFor((paid > deposit.sats ? paid : deposit.sats) as Sat, base)
  let deepSats = 0n
  const shallow: SeenPayment[] = []
  for (const payment of [...open].sort((a, b) => b.confirmations - a.confirmations)) {
    const needed = neededFor(deposit.paidSats + deepSats + payment.sats)
    if (payment.confirmations >= needed) deepSats += payment.sats
    else shallow.push(payment)
  }
  const [next] = shallow
  const waiting = shallow.length > 0 ? shallow : open
  return {
    totalSats: (deposit.paidSats + sumOf(open)) as Sat,
    waitingSats: sumOf(open.filter(({ waiting }) => waiting)),
    countedSats: deposit.paidSats,
    deepSats: deepSats as Sat,
    required: neededFor(deposit.paidSats + deepSats + (next?.sats ?? 0n)),
    confirmations: waiting.length === 0 ? null : Math.min(...waiting.map((payment) => payment.confirmations)),
    unprovable: deposit.paidSats === 0n && open.length === 0 && seen.some(({ provable }) => !provable),
  }
}
