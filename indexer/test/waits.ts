interface Step {
  name: string
  share: number | null
  sats: string
  time: number
  forLimit?: boolean | null
}
type Request = { kind: 'deposit' | 'withdrawal'; steps: Step[] }
type Kind = 'queue' | 'limit' | 'room'

const isKind: Record<Kind, (step: Step) => boolean> = {
  queue: ({ name }) => name === 'queued',
  limit: ({ name, sats, forLimit }) => name === 'escrowed' && sats !== '0' && forLimit === true,
  room: ({ name, sats, forLimit }) => name === 'escrowed' && sats !== '0' && forLimit === false,
}
const served = (deposit: boolean) => (deposit ? 'offered' : 'assigned')
const left = (deposit: boolean) => (deposit ? 'cancelled' : 'returned')

/** Walks each history once, step by step: how long whatever waited had to, when its turn came. */
function waitsOf(requests: Request[], of: Request['kind'], kind: Kind): number[] {
  const seconds: number[] = []
  for (const request of requests) {
    if (request.kind !== of) continue
    const since = new Map<number | null, number>()
    const deposit = of === 'deposit'
    for (const step of request.steps) {
      const line = kind === 'queue' ? null : step.share
      const began = since.get(line)
      const turn = step.name === (kind === 'queue' ? served(deposit) : 'minted')
      const gone =
        kind === 'queue'
          ? step.name === left(deposit)
          : step.name === 'refundable' || (step.name === 'escrowed' && step.sats === '0')
      if (turn && began !== undefined) seconds.push(step.time - began)
      if (turn || gone) since.delete(line)
      if (isKind[kind](step) && !since.has(line)) since.set(line, step.time)
    }
  }
  return seconds
}

/** What the index should say of waiting times, percentiles as Postgres gives them. */
export function expectedWaits(requests: Request[]) {
  const durations = (of: Request['kind'], kind: Kind) => {
    const sorted = waitsOf(requests, of, kind).sort((a, b) => a - b)
    const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null
    return { p50: at(0.5), p90: at(0.9), samples: sorted.length }
  }
  return {
    deposit: {
      queue: durations('deposit', 'queue'),
      limit: durations('deposit', 'limit'),
      room: durations('deposit', 'room'),
    },
    withdrawal: { queue: durations('withdrawal', 'queue') },
  }
}
