'use client'
import { WaitEstimate } from '@/components/shared/wait-estimate'
import type { PastDurations } from '@/lib/core/estimate'
import { type Line, waitingSince } from '@/lib/core/waiting-since'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import type { StatusView } from '@/lib/queries/status-view'

type Props = Readonly<{
  model: DepositModel
  of: (past: StatusView['estimates']) => PastDurations
  line: Exclude<Line, 'withdrawal'>
}>

/** How long past deposits waited in the same line, less what this one has: since when it does is the index's word. */
export function DepositWait({ model, of, line }: Props) {
  const steps = model.index.data?.data.steps ?? []
  const since = waitingSince(steps, line, line === 'escrow' ? model.share : undefined)
  return <WaitEstimate of={of} now={model.view.evmTime} since={since} />
}
