'use client'
import { useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Hash } from '@/components/shared/hash'
import { Banner } from '@/components/ui/banner'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import { TextLink } from '@/components/ui/text-link'
import { receiptOf } from '@/lib/flows/deposit/receipt'
import { DASH } from '@/lib/format/dash'
import { formatBtc } from '@/lib/format/format-btc'
import { useSettings } from '@/lib/hooks/settings'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useStatus } from '@/lib/hooks/use-status'
import { chainName } from '@/lib/wallet/chain-name'
import { BondClaim } from './bond-claim'
import { PaymentsList } from './payments-list'

type Props = { model: DepositModel; reqId: bigint }

/** The receipt: what was paid, what the fee was, what was minted, and where it can be looked up. */
export function MintedPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.minted')
  const { explorers, evm } = useSettings()
  const { view, index, payments } = model
  const finality = useStatus().data?.chain.finalityBlocks
  const share = index.data?.data.shares.find(({ share }) => share === model.share)
  const { sats, mintedSats, paidSats } = view.deposit
  // what the index has not heard of yet is unknown, not nothing
  const receipt = receiptOf(share, view.deposit)
  const minted = receipt?.mintedSats ?? null
  const moreMinted = mintedSats > sats && mintedSats === paidSats
  const txLink = (hash: string) => (explorers.evm ? `${explorers.evm}/tx/${hash}` : null)
  const mint = index.data?.data.minted
  const requested = index.data?.data.requested
  return (
    <Panel look="water" title={t('receipt')}>
      <div className="grid gap-4">
        <p className="text-lg font-semibold text-green">
          <span aria-hidden="true">● </span>
          {minted === null ? t('titleUnknown') : t('title', { amount: formatBtc(minted) })}
        </p>
        {receipt === null && <Banner tone="wait">{t('unknown')}</Banner>}
        <KeyValues>
          <KeyValue name={t('asked')}>
            <Amount sats={view.deposit.sats} decimals="all" />
          </KeyValue>
          <KeyValue name={t('paid')} note={moreMinted && t('moreThanAsked')}>
            <Amount sats={receipt && paidSats} decimals="all" />
          </KeyValue>
          <KeyValue name={t('fee')}>
            <Amount sats={receipt?.feeSats ?? null} decimals="all" />
          </KeyValue>
          <KeyValue name={t('received')}>
            <Amount sats={minted} unit="qpbtc" decimals="all" className="font-semibold" />
          </KeyValue>
          {(share?.payments ?? []).map(({ txid, vout }) => (
            <KeyValue key={`${txid}:${vout}`} name={t('payments')}>
              <Hash hash={txid} href={explorers.bitcoin && `${explorers.bitcoin}/tx/${txid}`} />
            </KeyValue>
          ))}
          {mint && (
            <KeyValue
              name={t('mintTx')}
              note={t('final', { count: (finality ?? DASH).toString(), chain: chainName(evm.chainId) })}
            >
              <Hash hash={mint.tx} href={txLink(mint.tx)} />
            </KeyValue>
          )}
          {requested && (
            <KeyValue name={t('requestTx')}>
              <Hash hash={requested.tx} href={txLink(requested.tx)} />
            </KeyValue>
          )}
        </KeyValues>
        {share === undefined && payments && payments.length > 0 && <PaymentsList payments={payments} />}
        <BondClaim model={model} reqId={reqId} />
        <TextLink href="/deposit">{t('another')}</TextLink>
      </div>
    </Panel>
  )
}
