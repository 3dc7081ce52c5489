import 'server-only'
import type { Durations, StatusDto } from '../api/status.ts'
import type { SummaryRow } from './index-rows.ts'
import type { ProofTimes } from './proof-times.ts'
import type { WithdrawalFacts } from './withdrawal-facts.ts'

/** Fewer past operations than these say nothing about the next one. */
const HANDFUL = 5
const NOTHING: Durations = { p50: null, p90: null, samples: 0 }

/** What the status says about withdrawals: the chain's word where there is one, else the index's. */
export function withdrawalsPart(
  facts: WithdrawalFacts | null,
  summary: SummaryRow | null,
): StatusDto['withdrawals'] {
  const text = (amount: bigint | null | undefined) =>
    amount === null || amount === undefined ? null : String(amount)
  return {
    lockedSats: text(facts?.lockedSats),
    toBeRedeemedSats: summary?.toBeRedeemedSats ?? null,
    queueSats: text(facts?.queueSats) ?? summary?.queue.sats ?? null,
    queued: summary?.queue.requests ?? null,
    open: summary?.openWithdrawals ?? null,
    feeBps: facts?.feeBps ?? null,
    dustSats: text(facts?.dustSats),
  }
}

const known = (durations: Durations): Durations =>
  durations.samples < HANDFUL ? { ...durations, p50: null, p90: null } : durations
const steps = (of: SummaryRow['estimates']['withdrawal'] | undefined, proof: Durations) => ({
  draw: known(of?.draw ?? NOTHING),
  payment: known(of?.payment ?? NOTHING),
  proof: known(proof),
  whole: known(of?.whole ?? NOTHING),
  queue: known(of?.queue ?? NOTHING),
})

/** How long each step took in the past; unknown while fewer than a handful are. */
export function estimatesPart(summary: SummaryRow | null, proofs: ProofTimes): StatusDto['estimates'] {
  const { deposit, withdrawal } = summary?.estimates ?? {}
  const [limit, room] = [known(deposit?.limit ?? NOTHING), known(deposit?.room ?? NOTHING)]
  return {
    deposit: { ...steps(deposit, proofs.deposit), limit, room },
    withdrawal: steps(withdrawal, proofs.withdrawal),
  }
}
