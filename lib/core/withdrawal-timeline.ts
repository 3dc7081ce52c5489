import type { SharePhase } from './withdrawal-share-phase.ts'

export type ShareStep = Readonly<{
  id: 'assigned' | 'seen' | 'confirmed' | 'paid' | 'late' | 'timed_out' | 'retried' | 'reimbursed'
  state: 'done' | 'current' | 'upcoming' | 'failed'
}>

const path = ['assigned', 'seen', 'confirmed', 'paid'] as const
const along = (current: number): ShareStep[] =>
  path.map((id, at) => ({ id, state: at < current ? 'done' : at === current ? 'current' : 'upcoming' }))
const ended = (id: ShareStep['id'], state: ShareStep['state']): ShareStep[] => [
  { id: 'assigned', state: 'done' },
  { id, state },
]

/** The steps of a share in order, for a page to draw. What went wrong replaces the steps that will not happen. */
export const shareTimeline = (phase: SharePhase): readonly ShareStep[] => {
  switch (phase.name) {
    case 'awaiting':
      return phase.late ? ended('late', 'current') : along(1)
    case 'confirming':
      return along(2)
    case 'provable':
      return along(3)
    case 'paid':
      return along(path.length)
    case 'timed_out':
      return ended('timed_out', phase.arrived ? 'current' : 'failed')
    case 'retried':
      return ended('retried', 'failed')
    case 'reimbursed':
      return ended('reimbursed', 'done')
  }
}
