'use client'
import { useTranslations } from 'next-intl'
import { Age } from '@/components/shared/age'
import { Hash } from '@/components/shared/hash'
import { Banner } from '@/components/ui/banner'
import type { DepositModel } from '@/lib/hooks/use-deposit'

/** What changed on Bitcoin while the page was open: a count that went down says why (C21, reorganisations). */
export function PaymentEvents({ events }: { events: DepositModel['events'] }) {
  const t = useTranslations('deposit.events')
  if (events.length === 0) return null
  return (
    <Banner tone="wait" title={t('title')}>
      <ul className="grid gap-2">
        {events.map((event) => (
          <li key={`${event.kind}:${event.txid}:${event.seenAt}`}>
            {event.kind === 'reorganised'
              ? t(event.to < event.from ? 'reorganised' : 'moved', {
                  from: event.from.toString(),
                  to: event.to.toString(),
                })
              : t(event.kind)}{' '}
            {'by' in event && <Hash hash={event.by} />}{' '}
            <span className="text-ink-soft">
              <Age time={Math.floor(event.seenAt / 1_000)} />
            </span>
          </li>
        ))}
      </ul>
    </Banner>
  )
}
