'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import { SelfService } from '@/components/wallet/self-service'
import { bondForfeit } from '@/lib/core/bond-forfeit'
import { formatBtc } from '@/lib/format/format-btc'
import { formatNative } from '@/lib/format/format-native'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { RequesterGate } from './requester-gate'

/** Settling for what was paid: what is minted, what is given up, and what becomes of the bond, before it is done (C13). */
export function PartialPanel({ model, reqId }: { model: DepositModel; reqId: bigint }) {
  const t = useTranslations('deposit.partial')
  const calls = useDepositCalls(model, reqId)
  const { deposit, actions, deadlines, phase, progress } = model.view
  if (!actions.includes('finalise')) return null
  const { sats, paidSats, bondWei } = deposit
  // near the refund height only what its staker took is minted; what it left comes back on Bitcoin
  const due = phase.name === 'swept' && deadlines.refundWindowNear ? phase.waitingSats : paidSats
  const lost = bondForfeit(bondWei, sats, due)
  return (
    <Panel title={t('title')}>
      <div className="grid gap-3">
        <p className="max-w-[70ch]">
          {t('text', { paid: formatBtc(due), rest: formatBtc(sats - paidSats) })}{' '}
          {bondWei > 0n && t('bond', { kept: formatNative(bondWei - lost), lost: formatNative(lost) })}
        </p>
        {progress.totalSats > paidSats && (
          <p className="text-sm text-amber">▲ {t('coming', { counted: formatBtc(paidSats) })}</p>
        )}
        <RequesterGate requester={deposit.requester}>
          <SelfService
            label={t('action', { amount: formatBtc(due) })}
            note={t('note')}
            build={calls.finalise}
          />
        </RequesterGate>
      </div>
    </Panel>
  )
}
