import type { DepositPhase } from './deposit-phase.ts'

export type TimelineStep = Readonly<{
  id:
    | 'requested'
    | 'drawn'
    | 'paid'
    | 'confirmed'
    | 'minted'
    | 'cancelled'
    | 'expired'
    | 'refundable'
    | 'recovered'
  state: 'done' | 'current' | 'upcoming' | 'failed'
}>

const path = ['requested', 'drawn', 'paid', 'confirmed', 'minted'] as const
const along = (current: number): TimelineStep[] =>
  path.map((id, at) => ({ id, state: at < current ? 'done' : at === current ? 'current' : 'upcoming' }))
const ended = (done: number, id: TimelineStep['id'], state: TimelineStep['state']): TimelineStep[] => [
  ...path.slice(0, done).map((step) => ({ id: step, state: 'done' as const })),
  { id, state },
]

/** The steps of a deposit in order, for a page to draw. The way back replaces the steps that will not happen. */
export const depositTimeline = (phase: DepositPhase): readonly TimelineStep[] => {
  switch (phase.name) {
    case 'unknown':
      return path.map((id) => ({ id, state: 'upcoming' }))
    case 'drawing':
      return along(1)
    case 'awaiting_payment':
    case 'unprovable':
    case 'underpaid':
      return along(2)
    case 'confirming':
      return along(3)
    case 'provable':
      return along(4)
    case 'minted':
      return along(path.length)
    case 'cancelled':
      return ended(1, 'cancelled', 'failed')
    case 'late':
      return ended(2, 'expired', 'current')
    case 'expired':
      return ended(2, 'expired', 'failed')
    case 'refundable':
      return [
        ...ended(2, 'refundable', phase.recoverable ? 'done' : 'current'),
        { id: 'recovered', state: phase.recoverable ? 'current' : 'upcoming' },
      ]
    case 'recovered':
      return ended(2, 'recovered', 'done')
  }
}
