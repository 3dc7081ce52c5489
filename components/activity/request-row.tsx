'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Age } from '@/components/shared/age'
import { Amount } from '@/components/shared/amount'
import { Badge, type Tone } from '@/components/ui/badge'
import { Disclosure } from '@/components/ui/disclosure'
import type { Need } from '@/lib/core/needs-action'
import type { ActivityRow } from '@/lib/flows/activity/rows'
import { RowDetails } from './row-details'

const tones: Record<ActivityRow['state'], Tone> = {
  None: 'neutral',
  Requested: 'wait',
  Queued: 'wait',
  Assigned: 'flow',
  PartlyPaid: 'flow',
  Minted: 'final',
  Complete: 'final',
  Expired: 'neutral',
  Refundable: 'wait',
  Failed: 'wait',
  Cancelled: 'neutral',
}

/** One word of where a request stands, in the words of its own page. */
function State({ row }: { row: ActivityRow }) {
  const t = useTranslations('activity.deposit')
  const withdrawal = useTranslations('withdraw.state')
  const { kind, state } = row
  const words =
    kind === 'deposit'
      ? t(state as Parameters<typeof t>[0])
      : withdrawal((state === 'None' ? 'Unknown' : state) as Parameters<typeof withdrawal>[0])
  return <Badge tone={tones[state]}>{words}</Badge>
}

/** A request in the list: what it is, how much, where it stands, what it needs, and what happened to it. */
export function RequestRow({ row, need }: { row: ActivityRow; need: Need | null }) {
  const t = useTranslations('activity.row')
  const { kind, reqId, sats, time } = row
  return (
    <li className="grid gap-1 px-4 py-3 sm:px-5">
      <div className="grid items-center gap-x-4 gap-y-1 lg:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)_18rem]">
        <Link
          href={kind === 'deposit' ? `/deposit/${reqId}` : `/withdraw/${reqId}`}
          prefetch={false}
          className="font-semibold text-water underline decoration-water/40 underline-offset-4 hover:decoration-water"
        >
          {t(kind, { reqId })}
        </Link>
        <Amount sats={sats} unit={kind === 'deposit' ? 'btc' : 'qpbtc'} />
        <span className="text-sm text-ink-soft">
          {row.indexed === null ? t('chainOnly') : <Age time={time} />}
        </span>
        <span className="flex flex-wrap items-center gap-2 lg:justify-end">
          {need !== null && <Badge tone="wait">{t(`need.${need}`)}</Badge>}
          <State row={row} />
        </span>
      </div>
      <Disclosure summary={t('details')}>
        <RowDetails row={row} />
      </Disclosure>
    </li>
  )
}
