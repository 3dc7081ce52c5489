import type { DepositPhase } from './deposit-phases.ts'

export type TimelineStep = Readonly<{
  id:
    | 'requested'
    | 'queued'
    | 'offered'
    | 'drawn'
    | 'paid'
    | 'confirmed'
    | 'escrowed'
    | 'swept'
    | 'reorganised'
    | 'minted'
    | 'excess'
    | 'cancelled'
    | 'expired'
    | 'refundable'
    | 'recovered'
  state: 'done' | 'current' | 'upcoming' | 'failed'
}>

const path = ['requested', 'drawn', 'paid', 'confirmed', 'minted'] as const
const steps = (ids: readonly TimelineStep['id'][], current: number): TimelineStep[] =>
  ids.map((id, at) => ({ id, state: at < current ? 'done' : at === current ? 'current' : 'upcoming' }))
const along = (current: number): TimelineStep[] => steps(path, current)
/** What is not part of every deposit's path stands where it happened. */
const detour = (at: number, ids: readonly TimelineStep['id'][]): TimelineStep[] =>
  steps([...path.slice(0, at), ...ids, ...path.slice(at)], at + ids.length - 1)
const ended = (done: number, id: TimelineStep['id'], state: TimelineStep['state']): TimelineStep[] => [
  ...path.slice(0, done).map((step) => ({ id: step, state: 'done' as const })),
  { id, state },
]

/** The steps of a share in order, for a page to draw. The way back replaces the steps that will not happen. */
export const depositTimeline = (phase: DepositPhase): readonly TimelineStep[] => {
  switch (phase.name) {
    case 'unknown':
      return path.map((id) => ({ id, state: 'upcoming' }))
    case 'queued':
      return detour(1, ['queued'])
    case 'offered':
      return detour(1, ['queued', 'offered'])
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
    case 'escrowed':
      return detour(4, ['escrowed'])
    case 'swept':
      return detour(4, ['swept'])
    case 'reorganised':
      return detour(4, ['reorganised'])
    case 'minted':
      return along(path.length)
    case 'excess':
      return detour(path.length, ['excess'])
    case 'cancelled':
      return ended(1, 'cancelled', 'failed')
    case 'late':
      return ended(2, 'expired', 'current')
    case 'expired':
      return ended(2, 'expired', 'failed')
    case 'refundable':
      if (phase.returned) return ended(path.length, 'recovered', 'done')
      return [
        ...ended(
          phase.mintedSats > 0n ? path.length : 2,
          'refundable',
          phase.recoverable ? 'done' : 'current',
        ),
        { id: 'recovered', state: phase.recoverable ? 'current' : 'upcoming' },
      ]
    case 'recovered':
      return ended(2, 'recovered', 'done')
  }
}
