'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { calendarFile } from '@/lib/flows/deposit/calendar'
import { formatCount } from '@/lib/format/format-count'
import { download } from '@/lib/hooks/download'

type Props = {
  reqId: bigint
  refundHeight: number
  /** seconds until the refund height comes, about */
  seconds: number
}

/** The day from which the BTC can be taken back, for a calendar (C14). Blocks come as they come: it is about that day. */
export function RecoverReminder({ reqId, refundHeight, seconds }: Props) {
  const t = useTranslations('deposit.recover.remind')
  const id = reqId.toString()
  const save = () => {
    const now = Math.floor(Date.now() / 1_000)
    const text = calendarFile({
      uid: `recover-${id}@${window.location.host}`,
      title: t('title', { reqId: id }),
      text: t('text', { reqId: id, height: formatCount(refundHeight) }),
      url: window.location.href,
      at: now + seconds,
      now,
      alarmBefore: 0,
    })
    download(`sluice-recover-${id}.ics`, 'text/calendar', text)
  }
  return (
    <div>
      <Button size="sm" onClick={save}>
        {t('calendar')}
      </Button>
    </div>
  )
}
