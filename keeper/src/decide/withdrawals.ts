import { confirmationsFor } from '../../../lib/core/confirmations-for.ts'
import { DRAW_READY_BLOCKS } from '../../../lib/core/deposit-rules.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import type { Sat } from '../../../lib/core/units.ts'
import type { Draw } from './settle.ts'

/** Blocks and seconds after both clocks of a deadline in which a share is not late yet; fixed in the contract. */
const LATE_MARGIN_BLOCKS = 36
const LATE_MARGIN_SECONDS = 21_600

/** A transaction in a block that carries a share's marking and pays it. */
export interface Payout {
  txid: string
  height: number
  /** the relay contract has this very block at this height */
  relayed: boolean
}

export interface WithdrawalSituation {
  head: { number: bigint; timestamp: bigint }
  tipHeight: number
  baseConfirmations: number
  draws: readonly Draw[]
  shares: readonly OwedShare[]
  /** by `shareKey` */
  payouts: ReadonlyMap<string, readonly Payout[]>
  /** shares of which it is certain that no payment is missing: only these are recorded as late */
  certain: ReadonlySet<string>
  /** sats that wait in the queue */
  queuedSats: bigint
  /** true when somebody could carry a share */
  somethingFree: boolean
}

export type WithdrawalAction =
  | { kind: 'resolve'; reqId: bigint; drawBlock: bigint }
  | { kind: 'verify'; reqId: bigint; share: number; txids: readonly string[] }
  | { kind: 'time-out'; reqId: bigint; share: number }
  | { kind: 'drain' }

export const shareKey = ({ reqId, share }: Pick<OwedShare, 'reqId' | 'share'>) => `${reqId}.${share}`

/** All that anybody could do now about withdrawals; what only the owner may do is left to the owner. Pure. */
export function decideWithdrawals(s: WithdrawalSituation): WithdrawalAction[] {
  const proofs: WithdrawalAction[] = []
  const late: WithdrawalAction[] = []
  for (const part of s.shares) {
    const { reqId, share } = part
    const payouts = s.payouts.get(shareKey(part)) ?? []
    const txids = payouts.filter((payout) => isProvable(part, payout, s)).map(({ txid }) => txid)
    if (txids.length > 0) proofs.push({ kind: 'verify', reqId, share, txids })
    // Whoever has paid is not recorded as late while the payment waits for its blocks.
    else if (payouts.length === 0 && isLate(part, s)) late.push({ kind: 'time-out', reqId, share })
  }
  const drain: WithdrawalAction[] = s.queuedSats !== 0n && s.somethingFree ? [{ kind: 'drain' }] : []
  return [...proofs, ...resolvable(s), ...drain, ...late]
}

function isProvable(
  { sats, requestHeight }: OwedShare,
  { relayed, height }: Payout,
  { tipHeight, baseConfirmations }: WithdrawalSituation,
): boolean {
  const deep = tipHeight - height + 1 >= confirmationsFor(sats as Sat, baseConfirmations)
  return relayed && deep && height > requestHeight
}

function isLate(part: OwedShare, { head, tipHeight, certain }: WithdrawalSituation): boolean {
  if (part.state !== 'Pending' || !certain.has(shareKey(part))) return false
  return (
    head.timestamp > BigInt(part.deadlineTime + LATE_MARGIN_SECONDS) &&
    tipHeight > part.deadlineHeight + LATE_MARGIN_BLOCKS
  )
}

/** In the order in which they were asked for, none past the first that is not ripe. */
function resolvable({ draws, head }: WithdrawalSituation): WithdrawalAction[] {
  const unripe = draws.findIndex(({ drawBlock }) => head.number < drawBlock + BigInt(DRAW_READY_BLOCKS))
  return (unripe < 0 ? draws : draws.slice(0, unripe)).map((draw) => ({ kind: 'resolve', ...draw }))
}
