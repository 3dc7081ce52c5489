'use client'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import { notify } from './notify'
import type { DepositRequestModel } from './use-deposit'

type Permission = 'unsupported' | NotificationPermission

/** Tells the person about what they wait for: in the tab's title, and as a notification where they asked for it. */
export function useDepositNotices(model: DepositRequestModel, reqId: bigint) {
  const t = useTranslations('deposit')
  const [permission, setPermission] = useState<Permission>('unsupported')
  useEffect(() => {
    if ('Notification' in window) setPermission(Notification.permission)
  }, [])
  const [asked, setAsked] = useState(false)
  const ask = useCallback(async () => {
    setAsked(true)
    if ('Notification' in window) setPermission(await Notification.requestPermission())
  }, [])
  const { whole, shares } = model
  // a split as a whole; what is in one piece by its phase
  const phase = whole === null || whole.split ? (whole?.name ?? null) : (shares[0]?.view.phase.name ?? null)
  const name = model.mismatch ? 'alarm' : phase
  const before = useRef<string | null>(null)
  useEffect(() => {
    const last = before.current
    before.current = name
    if (last === null || last === name || permission !== 'granted') return
    const key =
      name === 'awaiting_payment' || name === 'open'
        ? 'assigned'
        : name === 'confirming' && last === 'awaiting_payment'
          ? 'seen'
          : name === 'minted' || name === 'alarm' || name === 'offered'
            ? name
            : null
    if (key) notify(t(`remind.${key}`, { reqId: reqId.toString() }), `sluice-${reqId}`)
  }, [name, permission, reqId, t])
  const state = model.mismatch ? t('state.alarm') : phase && t(`state.${phase}`)
  const title = t('view.metaTitle', { reqId: reqId.toString() })
  useEffect(() => {
    if (state) document.title = `${state} · ${title} · Sluice`
  }, [state, title])
  return { permission, ask, asked }
}
