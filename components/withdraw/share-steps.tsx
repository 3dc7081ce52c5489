'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Hash } from '@/components/shared/hash'
import { Moment } from '@/components/shared/moment'
import { Progress } from '@/components/ui/progress'
import { Step, type StepState, Timeline } from '@/components/ui/timeline'
import { type ShareStep, shareTimeline } from '@/lib/core/withdrawal-timeline'
import type { ShareModel } from '@/lib/flows/withdraw/share-sight'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import { useSettings } from '@/lib/hooks/settings'
import type { WithdrawalRecord } from '@/lib/hooks/use-withdrawal-record'

const states: Record<ShareStep['state'], StepState> = {
  done: 'done',
  current: 'now',
  upcoming: 'next',
  failed: 'failed',
}
const titles = {
  assigned: 'assigned',
  seen: 'seen',
  confirmed: 'confirmed',
  paid: 'paid',
  late: 'late',
  timed_out: 'timedOut',
  retried: 'retried',
  reimbursed: 'reimbursed',
} as const

const recorded = {
  assigned: 'assigned',
  paid: 'paid',
  timed_out: 'timedOut',
  retried: 'retried',
  reimbursed: 'reimbursed',
} as const

/** When a step was taken and in which transaction, by the index's word; nothing where the index does not tell. */
function Told({ told, share, step }: { told: WithdrawalRecord; share: number; step: ShareStep['id'] }) {
  const t = useTranslations('withdraw.history')
  const { explorers } = useSettings()
  const name = step in recorded ? recorded[step as keyof typeof recorded] : null
  const point = name && told.record?.shares.find((one) => one.share === share)?.[name]
  if (!point) return null
  return (
    <span className="block text-xs">
      {t.rich('told', {
        at: () => <Moment time={point.time} />,
        tx: () => <Hash hash={point.tx} href={explorers.evm && `${explorers.evm}/tx/${point.tx}`} />,
      })}
    </span>
  )
}

/** The payment as found on Bitcoin, and what this browser could check about it. */
function Payment({ model }: { model: ShareModel }) {
  const t = useTranslations('withdraw.share')
  const { explorers } = useSettings()
  const { payment } = model
  if (!payment) return null
  return (
    <>
      {t.rich('seenText', {
        amount: formatBtc(payment.sats),
        tx: () => (
          <Hash hash={payment.txid} href={explorers.bitcoin && `${explorers.bitcoin}/tx/${payment.txid}`} />
        ),
      })}
      {payment.replaceable && <span className="block">{t('replaceable')}</span>}
    </>
  )
}

/** k of n, counted by this browser, and on whose word. */
function Confirmations({ model }: { model: ShareModel }) {
  const t = useTranslations('withdraw.share')
  const { payment, required } = model
  if (!payment) return null
  if (payment.block === null) return t('mempool')
  if (payment.problem) return <span className="text-red">▲ {t('problem')}</span>
  const count = t('confirmedText', { done: payment.verified.toString(), total: required.toString() })
  return (
    <span className="grid gap-2">
      <span aria-live="polite" className="font-semibold text-ink">
        {count}
      </span>
      <Progress done={payment.verified} total={required} label={t('confirmed')} text={count} />
      <span>
        {payment.verified === 0 ? t('unverified') : payment.matchesRelay ? t('verified') : t('unheard')}
      </span>
    </span>
  )
}

/** Done, now, next for one share: what each step waits for, on which chain, until when. */
export function ShareSteps({ model, told }: { model: ShareModel; told: WithdrawalRecord }) {
  const t = useTranslations('withdraw.share')
  const common = useTranslations('common.timeline')
  const { share, phase, deadline } = model
  const until = (time: number, height: number) => ({
    time: () => <Moment time={time} />,
    height: formatCount(height),
  })
  const words = ({ id, state }: ShareStep): ReactNode => {
    if (state === 'upcoming') return null
    switch (id) {
      case 'assigned':
        // what was given to another, or made good, is owed no more
        return phase.name === 'retried' || phase.name === 'reimbursed'
          ? null
          : t('assignedText', { amount: formatBtc(share.payoutSats) })
      case 'seen':
        if (state === 'done') return <Payment model={model} />
        return (
          <>
            {t.rich('seenWaits', until(share.deadlineTime, share.deadlineHeight))}
            {phase.name === 'awaiting' && phase.seen === null && ` ${t('seenUnknown')}`}
          </>
        )
      case 'confirmed':
        return <Confirmations model={model} />
      case 'paid':
        return state === 'done' ? t('paidText') : t('paidWaits')
      case 'late':
        return deadline.timeOut
          ? t('lateNow')
          : t.rich('lateText', until(deadline.timeOutAfterTime, deadline.timeOutAfterHeight))
      case 'timed_out':
        return phase.name === 'timed_out' && phase.arrived ? t('arrivedLate') : t('timedOutText')
      case 'retried':
        return t('retriedText')
      case 'reimbursed':
        return t('reimbursedText')
    }
  }
  return (
    <Timeline label={t('label', { number: (share.share + 1).toString() })}>
      {shareTimeline(phase).map((step) => {
        const state = states[step.state]
        return (
          <Step key={step.id} state={state} stateLabel={common(state)} title={t(titles[step.id])}>
            {words(step)}
            {step.state !== 'upcoming' && <Told told={told} share={share.share} step={step.id} />}
          </Step>
        )
      })}
    </Timeline>
  )
}
