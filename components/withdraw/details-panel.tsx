'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Amount } from '@/components/shared/amount'
import { Unknown } from '@/components/shared/unknown'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import { formatCount } from '@/lib/format/format-count'
import { usePayoutAddress } from '@/lib/hooks/use-payout-address'
import type { WithdrawalSeen } from '@/lib/hooks/use-withdrawal'

const ended: ReadonlySet<string> = new Set(['Retried', 'Reimbursed'])

/** What was asked for, and what it costs, from the chain's own figures. */
export function DetailsPanel({ view }: { view: WithdrawalSeen }) {
  const t = useTranslations('withdraw.details')
  const { withdrawal } = view
  const address = usePayoutAddress(withdrawal.payoutScript)
  const shares = withdrawal.shares.filter(({ state }) => !ended.has(state))
  const arrives = shares.reduce((sum, { payoutSats }) => sum + payoutSats, 0n)
  // taken once, when a part was first placed: a share that is drawn again bears none
  const redeemFee = withdrawal.shares.reduce((sum, { feeSats }) => sum + feeSats, 0n)
  return (
    <Panel title={t('title')}>
      <KeyValues>
        <KeyValue name={t('given')}>
          <Amount sats={withdrawal.sats} unit="qpbtc" />
        </KeyValue>
        <KeyValue name={t('redeemFee')}>
          <Amount sats={redeemFee} />
        </KeyValue>
        <KeyValue name={t('minerFee')}>
          <Amount sats={withdrawal.maxFeeSats} />
        </KeyValue>
        {withdrawal.unplacedSats > 0n && (
          <KeyValue name={t('unplaced')}>
            <Amount sats={withdrawal.unplacedSats} unit="qpbtc" />
          </KeyValue>
        )}
        <KeyValue name={t('arrives')} note={t('arrivesNote')}>
          <Amount sats={arrives} className="font-semibold" />
        </KeyValue>
        <KeyValue name={t('address')}>{address ? <Address address={address} /> : <Unknown />}</KeyValue>
        <KeyValue name={t('givenBy')}>
          <Address address={withdrawal.owner} />
        </KeyValue>
        <KeyValue name={t('requestHeight')} note={t('requestHeightNote')}>
          <span className="figures">{formatCount(withdrawal.requestHeight)}</span>
        </KeyValue>
      </KeyValues>
    </Panel>
  )
}
