'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Unknown } from '@/components/shared/unknown'
import { Banner } from '@/components/ui/banner'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { quotedShares } from '@/lib/core/withdrawal-arrives'
import { formatBps } from '@/lib/format/format-bps'
import { formatBtc } from '@/lib/format/format-btc'
import { formatRemaining } from '@/lib/format/format-remaining'
import { useSettings } from '@/lib/hooks/settings'
import type { WithdrawFormModel } from '@/lib/hooks/use-withdraw-form'
import { chainName } from '@/lib/wallet/chain-name'

type Props = { model: WithdrawFormModel }

/** What each payment brings, when there is more than one. */
function Split({ model }: Props) {
  const t = useTranslations('withdraw.quote')
  const { quote, fee } = model
  const maxFee = fee?.value
  const shares = quote ? quotedShares(quote) : []
  if (quote === null || shares.length < 2 || maxFee == null) return null
  const name = (at: number) =>
    at < quote.shareSats.length ? t('shareNote', { number: (at + 1).toString() }) : t('shareQueued')
  return (
    <KeyValues className="border-l border-line pl-4">
      {shares.map((sats, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a share is its place in the split
        <KeyValue key={at} name={name(at)}>
          <Amount sats={sats - maxFee} />
        </KeyValue>
      ))}
    </KeyValues>
  )
}

/** What a withdrawal costs, how it is split and what arrives in all, by the contract's own quote. */
export function QuoteSummary({ model }: Props) {
  const t = useTranslations('withdraw.quote')
  const locale = useLocale()
  const { evm } = useSettings()
  const { quote, fee, params } = model
  const count = quote ? quotedShares(quote).length : null
  const minerSats = count === null || fee?.value == null ? null : fee.value * BigInt(count)
  return (
    <div className="grid gap-3">
      <KeyValues>
        <KeyValue name={t('give')}>
          <Amount sats={model.sats} unit="qpbtc" />
        </KeyValue>
        <KeyValue
          name={t('redeem')}
          note={model.feeBps !== null && t('redeemNote', { rate: formatBps(model.feeBps) })}
        >
          <Amount sats={model.redeemFeeSats} />
        </KeyValue>
        <KeyValue name={t('miner')} note={count !== null && t('minerNote', { count })}>
          <Amount sats={minerSats} />
        </KeyValue>
        <KeyValue name={t('arrives')}>
          <Amount sats={model.arrivesSats} className="text-base font-semibold" />
        </KeyValue>
        <KeyValue name={t('shares')} note={count !== null && count > 1 && t('sharesNote')}>
          {count === null ? <Unknown /> : t('sharesValue', { count })}
        </KeyValue>
      </KeyValues>
      <Split model={model} />
      <KeyValues className="border-t border-line">
        <KeyValue name={t('time')} note={t('timeNote')}>
          {params === null ? (
            <Unknown />
          ) : (
            t('timeValue', {
              time: formatRemaining(params.periodSeconds, locale),
              blocks: params.periodBlocks.toString(),
            })
          )}
        </KeyValue>
        <KeyValue name={t('confirmations')}>
          {quote ? t('confirmationsValue', { count: quote.confirmations }) : <Unknown />}
        </KeyValue>
      </KeyValues>
      {quote && quote.queuedSats > 0n && (
        <Banner tone="wait" title={t('queued', { amount: formatBtc(quote.queuedSats) })}>
          {t('queuedText')}
        </Banner>
      )}
      {params && (
        <p className="text-sm text-ink-soft">{t('late', { rate: formatBps(params.latePenaltyBps) })}</p>
      )}
      <p className="text-sm text-ink-soft">{t('gas', { chain: chainName(evm.chainId) })}</p>
      {model.marketError && <Banner tone="wait">{t('unavailable')}</Banner>}
    </div>
  )
}
