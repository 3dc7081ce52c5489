'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import { Progress } from '@/components/ui/progress'
import { verifiedCount } from '@/lib/flows/deposit/sight'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { PaymentsList } from './payments-list'
import { ProveSteps } from './prove-steps'

/** k of n, counted by this browser, and where the contracts stand beside it. The QR is gone: one payment is enough. */
export function ConfirmPanel({ model, reqId }: { model: DepositModel; reqId: bigint }) {
  const t = useTranslations('deposit.confirm')
  const more = useTranslations('deposit.excess')
  const { payments, view, bitcoinTip } = model
  if (!payments) return null
  const { required } = view.progress
  const excess = 'excessSats' in view.phase ? view.phase.excessSats : 0n
  const open = payments.filter(({ counted }) => !counted)
  const verified = verifiedCount(payments, view.deposit.sats - view.deposit.paidSats) ?? 0
  const confirmed = open.every(({ block }) => block !== null)
  const known = open.every(({ matchesRelay }) => matchesRelay === true)
  const enough = verified >= required
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="text-lg font-semibold" aria-live="polite">
          {t('count', { done: verified.toString(), total: required.toString() })}
        </p>
        <Progress
          done={verified}
          total={required}
          label={t('progress')}
          text={t('count', { done: verified.toString(), total: required.toString() })}
        />
        <p className="max-w-[70ch] text-sm text-ink-soft">
          {!confirmed
            ? t('mempool')
            : verified === 0
              ? t('unverified')
              : known
                ? t('verified')
                : t('relay', { relay: formatCount(view.height), tip: formatCount(bitcoinTip) })}
        </p>
        {excess > 0n && (
          <p className="max-w-[70ch] text-sm text-amber">
            ▲ {more('before', { amount: formatBtc(excess), asked: formatBtc(view.deposit.sats) })}
          </p>
        )}
        <PaymentsList payments={payments} />
        {enough && <ProveSteps model={model} reqId={reqId} />}
        <p className="text-sm text-ink-soft">
          {t('hidden')} {!enough && t('safe')}
        </p>
      </div>
    </Panel>
  )
}
