'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import { SelfService } from '@/components/wallet/self-service'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { BondClaim } from './bond-claim'
import { DepositWait } from './deposit-wait'
import { PaymentsList } from './payments-list'

type Props = { model: DepositModel; reqId: bigint }

/** Anyone may take the next of what waits out of its queue. */
export function DrainNext({ model, reqId }: Props) {
  const t = useTranslations('deposit.escrowed')
  const calls = useDepositCalls(model, reqId)
  if (!model.view.actions.includes('drain')) return null
  return <SelfService label={t('drain')} note={t('drainNote')} build={calls.drain} />
}

/** Paid and proven; it waits for the mint limit or for its staker's room: why, where in line, and until when. */
export function EscrowedPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.escrowed')
  const { phase, deadlines } = model.view
  if (phase.name !== 'escrowed') return null
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="text-lg font-semibold">{t('amount', { amount: formatBtc(phase.sats) })}</p>
        {phase.position > 0 && (
          <p className="font-semibold">{t('position', { position: phase.position.toString() })}</p>
        )}
        <p className="max-w-[70ch]">
          {t(phase.reason)} {t('bond')}
        </p>
        <DepositWait
          model={model}
          of={(past) => (phase.reason === 'limit' ? past.deposit.limit : past.deposit.room)}
          line="escrow"
        />
        <p className="max-w-[70ch] text-sm text-ink-soft">
          {t('back', {
            until: formatCount(deadlines.mintUntilHeight),
            refund: formatCount(deadlines.refundHeight),
          })}
        </p>
        <DrainNext model={model} reqId={reqId} />
        <BondClaim model={model} reqId={reqId} />
        {model.payments && model.payments.length > 0 && <PaymentsList payments={model.payments} />}
      </div>
    </Panel>
  )
}
