'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import { SelfService } from '@/components/wallet/self-service'
import { formatBtc } from '@/lib/format/format-btc'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { BalanceClaim } from './balance-claim'
import { DepositWait } from './deposit-wait'
import { RequesterGate } from './requester-gate'

/** In the queue: the place, what it waits for, and the way out. */
export function QueuedPanel({ model, reqId }: { model: DepositModel; reqId: bigint }) {
  const t = useTranslations('deposit.queued')
  const calls = useDepositCalls(model, reqId)
  const { deposit, phase, actions } = model.view
  if (phase.name !== 'queued') return null
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="text-lg font-semibold">{t('position', { position: phase.position.toString() })}</p>
        <p className="font-semibold">{t('dontPay')}</p>
        <p className="max-w-[70ch]">{t('text', { amount: formatBtc(deposit.sats) })}</p>
        <p className="max-w-[70ch]">{t('why')}</p>
        <DepositWait model={model} of={(past) => past.deposit.queue} line="deposit" />
        {actions.includes('drain_queue') && (
          <SelfService label={t('drain')} note={t('drainNote')} build={calls.drain} />
        )}
        <RequesterGate requester={deposit.requester}>
          <div className="grid gap-4">
            <BalanceClaim account={deposit.requester} />
            <SelfService label={t('leave')} note={t('leaveNote')} build={calls.leave} />
          </div>
        </RequesterGate>
      </div>
    </Panel>
  )
}
