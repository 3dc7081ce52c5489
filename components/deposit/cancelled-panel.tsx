'use client'
import { useTranslations } from 'next-intl'
import { Panel } from '@/components/ui/panel'
import { TextLink } from '@/components/ui/text-link'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { BondClaim } from './bond-claim'

type Props = { model: DepositModel; reqId: bigint }

/** Cancelled at the draw: nothing was asked for, the bond comes back. */
export function CancelledPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.cancelled')
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="max-w-[70ch]">{t('text')}</p>
        <BondClaim model={model} reqId={reqId} />
        <TextLink href="/deposit">{t('next')}</TextLink>
      </div>
    </Panel>
  )
}
