'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { SelfService } from '@/components/wallet/self-service'
import { compensationDown, penaltyDown } from '@/lib/core/compensation-down'
import type { WithdrawalShare } from '@/lib/core/withdrawal'
import { formatBtc } from '@/lib/format/format-btc'
import { useBacking } from '@/lib/hooks/use-backing'
import type { WithdrawalModel } from '@/lib/hooks/use-withdrawal'
import { useWithdrawalCalls } from '@/lib/hooks/use-withdrawal-calls'
import { OwnerGate } from './owner-gate'

type Props = { model: WithdrawalModel; reqId: bigint; share: WithdrawalShare }

/** A late share: another staker, or collateral, and what each gives in figures. The owner's choice alone. */
export function LateChoice({ model, reqId, share }: Props) {
  const t = useTranslations('withdraw.act')
  const calls = useWithdrawalCalls(model, reqId)
  const backing = useBacking(model, share.staker)
  const { view } = model
  if (!view) return null
  const penalty = backing && penaltyDown(share.sats, view.params.latePenaltyBps, backing)
  const made = backing && compensationDown(share.sats, backing)
  const worth = (sats: bigint | null) => t('collateral', { amount: formatBtc(sats) })
  const rest = made === null ? 0n : share.sats - made.takenSats
  return (
    <Banner tone="wait" title={t('choose')}>
      <div className="mt-2 grid gap-4">
        {backing === null && <p>{t('unpriced')}</p>}
        <p>{t('retryNote', { penalty: worth(penalty), amount: formatBtc(share.payoutSats) })}</p>
        <OwnerGate model={model}>
          <SelfService label={t('retry')} build={() => calls.retry(share.share)} />
        </OwnerGate>
        <p>
          {t('reimburseNote', {
            due: worth(made?.dueSats ?? null),
            taken: formatBtc(made?.takenSats ?? null),
          })}{' '}
          {rest > 0n && t('reimbursePart', { rest: formatBtc(rest) })}
        </p>
        {model.isOwner && <SelfService label={t('reimburse')} build={() => calls.reimburse(share.share)} />}
      </div>
    </Banner>
  )
}
