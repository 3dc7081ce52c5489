'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { Amount } from '@/components/shared/amount'
import { Hash } from '@/components/shared/hash'
import { Banner } from '@/components/ui/banner'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Panel } from '@/components/ui/panel'
import { TextLink } from '@/components/ui/text-link'
import { DASH } from '@/lib/format/dash'
import { formatBtc } from '@/lib/format/format-btc'
import { formatCount } from '@/lib/format/format-count'
import { formatNative } from '@/lib/format/format-native'
import { formatRemaining } from '@/lib/format/format-remaining'
import { useSettings } from '@/lib/hooks/settings'
import type { DepositModel } from '@/lib/hooks/use-deposit'
import { useDepositCalls } from '@/lib/hooks/use-deposit-calls'
import { useStatus } from '@/lib/hooks/use-status'
import { chainName } from '@/lib/wallet/chain-name'
import { PaymentsList } from './payments-list'
import { SelfService } from './self-service'

type Props = { model: DepositModel; reqId: bigint }
const BLOCK_SECONDS = 600

/** The requester's bond, where it can be had back. */
function Bond({ model, reqId }: Props) {
  const t = useTranslations('deposit.bond')
  const calls = useDepositCalls(model, reqId)
  const { view, index } = model
  if (!view) return null
  if (!view.actions.includes('claim_bond'))
    return index.data?.data.bondClaimed ? <p className="text-sm text-ink-soft">● {t('claimed')}</p> : null
  return (
    <Banner
      tone="info"
      title={t('title', { amount: formatNative(view.deposit.bondWei) })}
      action={<SelfService label={t('claim')} build={calls.claimBond} />}
    >
      {t.rich('text', { requester: () => <Address address={view.deposit.requester} copy={false} /> })}
    </Banner>
  )
}

/** The receipt: what was paid, what the fee was, what was minted, and where it can be looked up. */
export function MintedPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.minted')
  const { explorers, evm } = useSettings()
  const { view, index, payments } = model
  const finality = useStatus().data?.chain.finalityBlocks
  if (!view) return null
  const share = index.data?.data.shares[0]
  const big = (value: string | null | undefined) => (value == null ? null : BigInt(value))
  const paid = big(share?.paidSats)
  const minted = big(share?.mintedSats)
  const fee = big(share?.feeSats)
  const txLink = (hash: string) => (explorers.evm ? `${explorers.evm}/tx/${hash}` : null)
  const mint = index.data?.data.minted
  const requested = index.data?.data.requested
  return (
    <Panel look="water" title={t('receipt')}>
      <div className="grid gap-4">
        <p className="text-lg font-semibold text-green">
          <span aria-hidden="true">● </span>
          {t('title', { amount: formatBtc(minted) })}
        </p>
        {share?.mintedSats == null && <Banner tone="wait">{t('unknown')}</Banner>}
        <KeyValues>
          <KeyValue name={t('asked')}>
            <Amount sats={view.deposit.sats} decimals="all" />
          </KeyValue>
          <KeyValue name={t('paid')} note={paid !== null && paid > view.deposit.sats && t('moreThanAsked')}>
            <Amount sats={paid} decimals="all" />
          </KeyValue>
          <KeyValue name={t('fee')}>
            <Amount sats={fee} decimals="all" />
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
        <Bond model={model} reqId={reqId} />
        <TextLink href="/deposit">{t('another')}</TextLink>
      </div>
    </Panel>
  )
}

/** Both clocks have passed and the reservation is still held. */
export function LatePanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.late')
  const calls = useDepositCalls(model, reqId)
  const { view } = model
  const payment = view?.deadlines.payment
  if (!view || !payment) return null
  return (
    <Panel look="water">
      <Banner
        tone="wait"
        title={t('title')}
        action={payment.expirable && <SelfService label={t('expire')} build={calls.expire} />}
      >
        <p>{t('text', { height: formatCount(payment.expirableFromHeight) })}</p>
        <p className="mt-1">{t('paidText', { deadline: formatCount(payment.height) })}</p>
      </Banner>
      {model.payments && model.payments.length > 0 && (
        <div className="mt-4">
          <PaymentsList payments={model.payments} />
        </div>
      )}
    </Panel>
  )
}

/** Expired: what became of the bond, and of a payment that came late. */
export function ExpiredPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.expired')
  const prove = useTranslations('deposit.prove')
  const calls = useDepositCalls(model, reqId)
  const { view, payments } = model
  if (!view) return null
  const paid = payments !== null && payments.length > 0
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="max-w-[70ch]">{t('text')}</p>
        {paid ? (
          <>
            <Banner
              tone="wait"
              action={
                view.actions.includes('prove') && (
                  <SelfService label={prove('action')} note={prove('note')} build={calls.prove} />
                )
              }
            >
              {t('paid', { height: formatCount(view.deposit.refundHeight) })}
            </Banner>
            <PaymentsList payments={payments} />
          </>
        ) : (
          <p className="font-semibold">{t('dontPay')}</p>
        )}
        <TextLink href="/deposit">{t('next')}</TextLink>
      </div>
    </Panel>
  )
}

/** Cancelled at the draw: nothing was asked for, the bond comes back. */
export function CancelledPanel({ model, reqId }: Props) {
  const t = useTranslations('deposit.cancelled')
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        <p className="max-w-[70ch]">{t('text')}</p>
        <Bond model={model} reqId={reqId} />
        <TextLink href="/deposit">{t('next')}</TextLink>
      </div>
    </Panel>
  )
}

/** No mint any more: when and how the refund key takes the BTC back. */
export function RefundablePanel({ model }: Props) {
  const t = useTranslations('deposit.refundable')
  const common = useTranslations('common.action')
  const locale = useLocale()
  const { view, payments, address } = model
  if (!view) return null
  const { blocksToRefund, refundHeight } = view.deadlines
  const height = formatCount(refundHeight)
  const witness = address?.witnessScript.slice(2) ?? null
  return (
    <Panel look="water" title={t('title')}>
      <div className="grid gap-4">
        {view.phase.name === 'recovered' ? (
          <p>{t('recovered')}</p>
        ) : payments === null ? (
          <Banner tone="wait">{t('unknown')}</Banner>
        ) : payments.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <>
            <p className="max-w-[70ch]">{t('text', { height })}</p>
            <p className="font-semibold">
              {blocksToRefund === 0
                ? t('now', { height })
                : t('wait', {
                    count: blocksToRefund,
                    time: formatRemaining(blocksToRefund * BLOCK_SECONDS, locale),
                  })}
            </p>
            <PaymentsList payments={payments} />
            <Disclosure summary={t('how')}>
              <p className="max-w-[70ch]">{t('howText', { height: refundHeight.toString() })}</p>
              {witness && (
                <div className="mt-2 grid gap-2">
                  <p className="figures rounded bg-sunken p-3 break-all">{witness}</p>
                  <CopyButton
                    value={witness}
                    label={t('copyScript')}
                    copiedLabel={common('copied')}
                    failedLabel={common('copyFailed')}
                    wordy
                  />
                </div>
              )}
            </Disclosure>
          </>
        )}
      </div>
    </Panel>
  )
}
