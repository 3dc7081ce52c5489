'use client'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { notify } from './notify'
import type { WithdrawalModel, WithdrawalSeen } from './use-withdrawal'

type Permission = 'unsupported' | NotificationPermission
type Counts = Readonly<{ shares: number; seen: number; paid: number; late: number; complete: boolean }>

const count = ({ shares, whole }: WithdrawalSeen): Counts => ({
  shares: shares.length,
  seen: shares.filter(({ payment }) => payment !== null).length,
  paid: shares.filter(({ phase }) => phase.name === 'paid').length,
  late: shares.filter(({ phase }) => phase.name === 'timed_out' || (phase.name === 'awaiting' && phase.late))
    .length,
  complete: whole.phase.name === 'Complete',
})

/** What is new enough to be told, the most telling first. */
const news = (before: Counts, now: Counts) => {
  if (now.complete && !before.complete) return 'complete'
  if (now.late > before.late) return 'late'
  if (now.paid > before.paid) return 'paid'
  if (now.seen > before.seen) return 'seen'
  return now.shares > before.shares ? 'assigned' : null
}

/** Tells the person about what they wait for: in the tab's title, and as a notification where they asked for it. */
export function useWithdrawalNotices({ view }: Pick<WithdrawalModel, 'view'>, reqId: bigint) {
  const t = useTranslations('withdraw')
  const [permission, setPermission] = useState<Permission>('unsupported')
  useEffect(() => {
    if ('Notification' in window) setPermission(Notification.permission)
  }, [])
  const [asked, setAsked] = useState(false)
  const ask = useCallback(async () => {
    setAsked(true)
    if ('Notification' in window) setPermission(await Notification.requestPermission())
  }, [])
  const before = useRef<Counts | null>(null)
  useEffect(() => {
    if (!view) return
    const now = count(view)
    const key = before.current && news(before.current, now)
    before.current = now
    if (key && permission === 'granted')
      notify(t(`remind.${key}`, { reqId: reqId.toString() }), `sluice-${reqId}-${key}`)
  }, [permission, reqId, t, view])
  const state = view && t(`state.${view.whole.phase.name}`)
  const title = t('view.title', { reqId: reqId.toString() })
  useEffect(() => {
    if (state) document.title = `${state} · ${title} · Sluice`
  }, [state, title])
  return { permission, ask, asked }
}
