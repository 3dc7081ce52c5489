type Step = Readonly<{ name: string; share: number | null; sats: string; time: number }>

/** The lines in which one waits: for an offer, for what escrow waits for, for a staker that pays. */
export type Line = 'deposit' | 'escrow' | 'withdrawal'

const queued = ({ name }: Step) => name === 'queued'
const begins: Record<Line, (step: Step) => boolean> = {
  deposit: queued,
  withdrawal: queued,
  escrow: ({ name, sats }) => name === 'escrowed' && sats !== '0',
}
const ends: Record<Line, (step: Step) => boolean> = {
  deposit: ({ name }) => name === 'offered' || name === 'cancelled',
  withdrawal: ({ name }) => name === 'assigned' || name === 'returned',
  escrow: ({ name, sats }) =>
    name === 'minted' || name === 'refundable' || (name === 'escrowed' && sats === '0'),
}

/**
 * Since when something waits, in seconds; null when its history, in order, does not say that it does. The same rule by which
 * past waits are measured: `indexer/src/api/waiting.ts`.
 * @param share whose line it is; left out where the request waits as one
 */
export function waitingSince(steps: readonly Step[], line: Line, share?: number): number | null {
  let since: number | null = null
  for (const step of steps) {
    if (share !== undefined && step.share !== share) continue
    if (ends[line](step)) since = null
    else if (begins[line](step)) since ??= step.time
  }
  return since
}
