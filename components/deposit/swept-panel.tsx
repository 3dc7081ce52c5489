'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { BondClaim } from './bond-claim'
import { DrainNext } from './escrowed-panel'
import { PartialPanel } from './partial-panel'

type Props = { model: DepositModel; reqId: bigint }

/** Its staker took an unminted coin: the right to be minted stays for ever. */
export function SweptPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.swept')
  const { phase, deposit, deadlines } = model.view
  if (phase.name !== 'swept') return null
  const { waitingSats, missingSats, position } = phase
  const counted = deposit.paidSats - deposit.mintedSats - waitingSats
  const unspent = (model.payments ?? []).reduce((sum, { sats, spend }) => sum + (spend ? 0n : sats), 0n)
  const leftSats = counted < unspent ? counted : unspent
  return (
    <div className="grid gap-4">
      <Banner tone="wait" title={t('title')}>
        <p>{t('text', { amount: formatBtc(waitingSats) })}</p>
        {position > 0 && <p className="mt-1">{t('position', { position: position.toString() })}</p>}
        {leftSats > 0n && (
          <p className="mt-1">
            {t(deadlines.refundWindowNear ? 'left' : 'leftOpen', {
              amount: formatBtc(leftSats),
              until: formatCount(deadlines.mintUntilHeight),
              height: formatCount(deadlines.refundHeight),
            })}
          </p>
        )}
        {missingSats > 0n && <p className="mt-1">{t('missing', { amount: formatBtc(missingSats) })}</p>}
      </Banner>
      <DrainNext model={model} reqId={reqId} />
      <PartialPanel model={model} reqId={reqId} />
      <BondClaim model={model} reqId={reqId} />
    </div>
  )
}
