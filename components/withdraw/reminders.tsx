'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { calendarFile } from '@/lib/flows/deposit/calendar'
import { formatBtc } from '@/lib/format/format-btc'
import { download } from '@/lib/hooks/download'
import type { WithdrawalModel } from '@/lib/hooks/use-withdrawal'
import { useWithdrawalNotices } from '@/lib/hooks/use-withdrawal-notices'

const over: ReadonlySet<string> = new Set(['Complete', 'Failed', 'Cancelled'])

/** The last deadline for a calendar (C14), and a notification for whoever wants one. */
export function Reminders({ model, reqId }: { model: WithdrawalModel; reqId: bigint }) {
  const t = useTranslations('withdraw.remind')
  const { permission, ask, asked } = useWithdrawalNotices(model, reqId)
  const { view } = model
  if (view === null || over.has(view.whole.phase.name)) return null
  const pending = view.shares.filter(({ share }) => share.state === 'Pending').map(({ share }) => share)
  const deadline = pending.length === 0 ? null : Math.max(...pending.map((share) => share.deadlineTime))
  const id = reqId.toString()
  const save = () => {
    if (deadline === null) return
    const sats = pending.reduce((sum, { payoutSats }) => sum + payoutSats, 0n)
    const text = calendarFile({
      uid: `withdrawal-${id}@${window.location.host}`,
      title: t('calendarTitle', { reqId: id }),
      text: t('calendarText', {
        reqId: id,
        amount: formatBtc(sats),
        height: Math.max(...pending.map((share) => share.deadlineHeight)).toString(),
      }),
      url: window.location.href,
      at: deadline,
      now: Math.floor(Date.now() / 1_000),
      alarmBefore: 0,
    })
    download(`sluice-withdrawal-${id}.ics`, 'text/calendar', text)
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {deadline !== null && (
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
