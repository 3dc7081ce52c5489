import type { DepositView } from './deposit-phase.ts'
import type { DepositAction } from './deposit-phases.ts'
import type { Deposit } from './deposit-state.ts'
import { depositTimeline, type TimelineStep } from './deposit-timeline.ts'
import type { Sat } from './units.ts'

export type ShareView = DepositView & Readonly<{ deposit: Deposit }>

export type DepositWhole = Readonly<{
  /** before the draw as its one share says; then `open` until every share has ended, then what became of them */
  name:
    | 'unknown'
    | 'queued'
    | 'offered'
    | 'drawing'
    | 'cancelled'
    | 'open'
    | 'minted'
    | 'partly_minted'
    | 'returned'
  sats: Sat
  /** on Bitcoin and counting, all shares together */
  paidSats: Sat
  mintedSats: Sat
  /** null while one staker carries all */
  split: Readonly<{
    shares: number
    /** shares for which enough was paid */
    paid: number
    /** nothing was paid yet: paying several scripts needs the person's yes */
    consent: boolean
    /** the share to pay next, in order; null when none waits for a payment */
    next: number | null
  }> | null
  /** what can be done about any share, each once */
  actions: readonly DepositAction[]
  /** of the share that is furthest behind */
  timeline: readonly TimelineStep[]
}>

const sum = (amounts: readonly bigint[]): Sat => amounts.reduce((total, sats) => total + sats, 0n) as Sat
const unpaid: ReadonlySet<string> = new Set(['awaiting_payment', 'unprovable', 'underpaid'])
const terminal: ReadonlySet<string> = new Set(['minted', 'refundable', 'recovered', 'cancelled'])
const before = new Set(['unknown', 'queued', 'offered', 'drawing', 'cancelled'] as const)
const isBefore = (name: string): name is 'unknown' | 'queued' | 'offered' | 'drawing' | 'cancelled' =>
  (before as ReadonlySet<string>).has(name)

const nameOf = (shares: readonly ShareView[], mintedSats: bigint): DepositWhole['name'] => {
  const first = shares[0]?.phase.name ?? 'unknown'
  if (isBefore(first)) return first
  if (!shares.every(({ phase }) => terminal.has(phase.name))) return 'open'
  if (mintedSats === 0n) return 'returned'
  return shares.every(({ phase }) => phase.name === 'minted') ? 'minted' : 'partly_minted'
}

/** A request as a whole: it is over when all its shares are. @param shares all of them, in order */
export const depositWhole = (shares: readonly ShareView[]): DepositWhole => {
  const mintedSats = sum(shares.map(({ deposit }) => deposit.mintedSats))
  const waiting = shares.filter(({ phase }) => unpaid.has(phase.name))
  const done = (view: ShareView) => depositTimeline(view.phase).filter(({ state }) => state === 'done').length
  const open = shares.filter(({ phase }) => !terminal.has(phase.name))
  const [last] = [...(open.length > 0 ? open : shares)].sort((a, b) => done(a) - done(b))
  return {
    name: nameOf(shares, mintedSats),
    sats: sum(shares.map(({ deposit }) => deposit.sats)),
    paidSats: sum(shares.map(({ progress }) => progress.totalSats)),
    mintedSats,
    split:
      shares.length < 2
        ? null
        : {
            shares: shares.length,
            paid: shares.filter(({ progress, deposit }) => progress.totalSats >= deposit.sats).length,
            consent: shares.every(({ phase }) => phase.name === 'awaiting_payment'),
            next: waiting[0]?.deposit.share ?? null,
          },
    actions: [...new Set(shares.flatMap(({ actions }) => actions))],
    timeline: last ? depositTimeline(last.phase) : [],
  }
}
