'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { DepositPhase } from '@/lib/core/deposit-phases'
import { calendarFile } from '@/lib/flows/deposit/calendar'
import { formatBtc } from '@/lib/format/format-btc'
import { download } from '@/lib/hooks/download'
import type { DepositRequestModel } from '@/lib/hooks/use-deposit'
import { useDepositNotices } from '@/lib/hooks/use-deposit-notices'

const THREE_HOURS = 3 * 3_600
/** Phases after which something comes that a notification is sent for. */
const noticed: ReadonlySet<DepositPhase['name']> = new Set([
  'queued',
  'offered',
  'drawing',
  'awaiting_payment',
  'unprovable',
  'underpaid',
  'confirming',
  'provable',
  'escrowed',
  'excess',
])

/** The deadline for a calendar, and a notification for whoever wants one. */
export function Reminders({ model, reqId }: { model: DepositRequestModel; reqId: bigint }) {
  const t = useTranslations('deposit.remind')
  const { permission, ask, asked } = useDepositNotices(model, reqId)
  const { shares, whole } = model
  if (whole === null || !shares.some(({ view }) => noticed.has(view.phase.name))) return null
  const due = shares.find(({ view: { actions } }) => actions.includes('pay') || actions.includes('top_up'))
  const deadline = due?.view.deadlines.payment
  const open = !model.mismatch
  const id = reqId.toString()
  const save = () => {
    if (!deadline) return
    const text = calendarFile({
      uid: `deposit-${id}@${window.location.host}`,
      title: t('calendarTitle', { reqId: id }),
      text: t('calendarText', { reqId: id, amount: formatBtc(whole.sats) }),
      url: window.location.href,
      at: deadline.time,
      now: Math.floor(Date.now() / 1_000),
      alarmBefore: THREE_HOURS,
    })
    download(`sluice-deposit-${id}.ics`, 'text/calendar', text)
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {open && deadline && (
        <Button size="sm" onClick={save}>
          {t('calendar')}
        </Button>
      )}
      {permission === 'default' && (
        <Button size="sm" onClick={() => void ask()}>
          {t('notify')}
        </Button>
      )}
      {permission === 'granted' && <p className="text-sm text-ink-soft">{t('notifyOn')}</p>}
      {permission === 'denied' && asked && <p className="text-sm text-ink-soft">{t('notifyBlocked')}</p>}
    </div>
  )
}
