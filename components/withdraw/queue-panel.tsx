'use client'
import { useTranslations } from 'next-intl'
import { WaitEstimate } from '@/components/shared/wait-estimate'
import { Panel } from '@/components/ui/panel'
import { SelfService } from '@/components/wallet/self-service'
import { waitingSince } from '@/lib/core/waiting-since'
import { formatBtc } from '@/lib/format/format-btc'
import { groupDigits } from '@/lib/format/group-digits'
import type { WithdrawalModel } from '@/lib/hooks/use-withdrawal'
import { useWithdrawalCalls } from '@/lib/hooks/use-withdrawal-calls'
import type { WithdrawalRecord } from '@/lib/hooks/use-withdrawal-record'
import { OwnerGate } from './owner-gate'

type Props = { model: WithdrawalModel; reqId: bigint; told: WithdrawalRecord }

/** What waits: its place, how long that took others, why it waits, and the way out. */
export function QueuePanel({ model, reqId, told }: Props) {
  const t = useTranslations('withdraw.queue')
  const calls = useWithdrawalCalls(model, reqId)
  const { view } = model
  if (!view || view.withdrawal.position === 0) return null
  const { unplacedSats, unplacedFeeSats, position } = view.withdrawal
  const { queue } = view.whole.phase
  const { actions } = view.whole
  return (
    <Panel look="water" title={t('title', { amount: formatBtc(unplacedSats) })}>
      <div className="grid gap-4">
        <div>
          <p className="text-lg font-semibold">{t('position', { position: position.toString() })}</p>
          {position > 1 && <p className="text-sm text-ink-soft">{t('positionNote')}</p>}
        </div>
        {queue && (
          <p className="max-w-[70ch]">
            {queue.reason === 'fee_too_low'
              ? t('fee_too_low', {
                  fee: groupDigits(view.withdrawal.maxFeeSats.toString()),
                  asked: groupDigits((model.askedFeeSats ?? 0n).toString()),
                })
              : t(queue.reason)}
          </p>
        )}
        <WaitEstimate
          of={(past) => past.withdrawal.queue}
          now={view.evmTime}
          since={told.record && waitingSince(told.record.steps, 'withdrawal')}
        />
        {actions.includes('drain') && <SelfService label={t('drain')} build={calls.drain} />}
        {actions.includes('cancel_queued') && (
          <OwnerGate model={model}>
            <SelfService
              label={t('cancel')}
              note={t('cancelNote', {
                amount: formatBtc(unplacedSats + unplacedFeeSats),
                fee: formatBtc(unplacedFeeSats),
              })}
              build={calls.cancelQueued}
            />
          </OwnerGate>
        )}
      </div>
    </Panel>
  )
}
