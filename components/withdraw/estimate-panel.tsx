'use client'
import { useTranslations } from 'next-intl'
import { PastRange } from '@/components/shared/past-range'
import { KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import type { PastDurations } from '@/lib/core/estimate'
import { useStatus } from '@/lib/hooks/use-status'
import type { WithdrawalSeen } from '@/lib/hooks/use-withdrawal'
import type { WithdrawalRecord } from '@/lib/hooks/use-withdrawal-record'

type Line = Readonly<{
  id: 'draw' | 'payment' | 'proof' | 'whole'
  past: PastDurations
  since: number | null
}>

/** How long past withdrawals took, as a range with its reason: percentiles, less what has gone by since (C10). */
export function EstimatePanel({ view, told }: { view: WithdrawalSeen; told: WithdrawalRecord }) {
  const t = useTranslations('withdraw.estimate')
  const { data: status } = useStatus()
  const { withdrawal, whole, shares, evmTime } = view
  if (['Complete', 'Failed', 'Cancelled'].includes(whole.phase.name)) return null
  const past = status?.estimates.withdrawal
  if (!past) return null
  const { record } = told
  const since = (time: number | null | undefined) => (time == null ? null : Math.max(0, evmTime - time))
  const open = shares.filter(({ share }) => share.state === 'Pending')
  const oldest = record?.shares
    .filter(({ share }) => open.some((one) => one.share.share === share))
    .reduce<number | null>((least, { assigned }) => Math.min(least ?? assigned.time, assigned.time), null)
  const confirming = open.some(({ payment }) => payment?.block != null)
  // what waits in the queue has its own range there; when a later draw began is not known
  const drawing = withdrawal.unplacedSats > 0n && withdrawal.position === 0
  const first = shares.length === 0 ? since(record?.requested.time) : null
  const lines: Line[] = [
    ...(drawing ? [{ id: 'draw' as const, past: past.draw, since: first }] : []),
    ...(open.length > 0 ? [{ id: 'payment' as const, past: past.payment, since: since(oldest) }] : []),
    ...(confirming ? [{ id: 'proof' as const, past: past.proof, since: null }] : []),
    { id: 'whole', past: past.whole, since: since(record?.requested.time) },
  ]
  return (
    <Panel title={t('title')}>
      <KeyValues>
        {lines.map(({ id, past, since }) => (
          <PastRange key={id} name={t(id)} past={past} elapsed={since} />
        ))}
      </KeyValues>
      <p className="mt-3 text-xs text-ink-soft">{t('note')}</p>
    </Panel>
  )
}
