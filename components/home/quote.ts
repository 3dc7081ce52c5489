import { feeUp } from '@/lib/core/fee-up'
import type { Sat } from '@/lib/core/units'
import { parseAmount } from '@/lib/format/parse-amount'

type Problem =
  | { kind: 'unreadable'; error: unknown }
  | { kind: 'under'; limit: bigint }
  | { kind: 'over'; limit: bigint }

export type Quote = { sats: Sat | null; fee: Sat | null; receive: Sat | null; problem: Problem | null }

/** What the quote depends on; null where unknown, all in sats but the rate. */
export type Terms = { dust: bigint | null; available: bigint | null; feeBps: number | null }

/** What `typed` BTC would give, and what stands against it. Unknown terms give no figure rather than a guess. */
export function quote(typed: string, terms: Terms | null): Quote {
  let sats: Sat
  try {
    sats = parseAmount(typed)
  } catch (error) {
    return { sats: null, fee: null, receive: null, problem: { kind: 'unreadable', error } }
  }
  const feeBps = terms?.feeBps ?? null
  const fee = feeBps === null ? null : feeUp(sats, feeBps)
  const receive = fee === null ? null : ((sats - fee) as Sat)
  const { dust = null, available = null } = terms ?? {}
  if (dust !== null && sats < dust)
    return { sats, fee, receive: null, problem: { kind: 'under', limit: dust } }
  if (available !== null && sats > available)
    return { sats, fee, receive: null, problem: { kind: 'over', limit: available } }
  return { sats, fee, receive, problem: null }
}
