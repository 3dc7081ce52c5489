'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Moment } from '@/components/shared/moment'
import { NativeAmount } from '@/components/shared/native-amount'
import { Unknown } from '@/components/shared/unknown'
import { Banner } from '@/components/ui/banner'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { feeUp } from '@/lib/core/fee-up'
import { formatBps } from '@/lib/format/format-bps'
import { formatRemaining } from '@/lib/format/format-remaining'
import { useSettings } from '@/lib/hooks/settings'
import type { DepositFormModel } from '@/lib/hooks/use-deposit-form'
import { chainName } from '@/lib/wallet/chain-name'

/** Fewest past deposits from which a percentile says anything. */
const ENOUGH_SAMPLES = 5
const BLOCK_SECONDS = 600

/** How long it takes after paying, as a range with its reason: measured where there is enough, else from the blocks. */
function ExpectedTime({ model }: { model: DepositFormModel }) {
  const t = useTranslations('deposit.quote')
  const locale = useLocale()
  const { timing, quote } = model
  const measured = timing !== null && timing.samples >= ENOUGH_SAMPLES
  const blocks = quote?.confirmations ?? null
  const range = measured
    ? ([timing.requestToMintP50, timing.requestToMintP90] as const)
    : blocks === null
      ? null
      : // six intervals of a Poisson process: nine in ten lie within these factors of the mean
        ([blocks * BLOCK_SECONDS * 0.45, blocks * BLOCK_SECONDS * 1.75] as const)
  const [from = '', to = ''] = (range ?? []).map((seconds) => formatRemaining(seconds, locale))
  return (
    <KeyValue
      name={t(measured ? 'timeTotal' : 'time')}
      note={
        measured
          ? t('timeMeasured', { count: timing.samples })
          : blocks !== null && t('timeBlocks', { count: blocks })
      }
    >
      {range === null ? (
        <Unknown />
      ) : from === to ? (
        t('timeAbout', { time: from })
      ) : (
        t('timeRange', { from, to })
      )}
    </KeyValue>
  )
}

/** What a deposit costs and gives, by the contract's own quote; what is not known is a dash. */
export function QuoteSummary({ model }: { model: DepositFormModel }) {
  const t = useTranslations('deposit.quote')
  const { evm } = useSettings()
  const sats = model.amount.value
  const quote = model.quoteFresh ? model.quote : null
  const fee =
    sats === null ? null : (quote?.feeSats ?? (model.feeBps === null ? null : feeUp(sats, model.feeBps)))
  const receive = sats === null || fee === null ? null : sats - fee
  return (
    <div className="grid gap-3">
      <KeyValues>
        <KeyValue name={t('pay')}>
          <Amount sats={sats} />
        </KeyValue>
        <KeyValue name={t('fee')} note={t('feeNote', { rate: formatBps(model.feeBps) })}>
          <Amount sats={fee} />
        </KeyValue>
        <KeyValue name={t('receive')}>
          <Amount sats={receive} unit="qpbtc" className="text-base font-semibold" />
        </KeyValue>
        <KeyValue
          name={t('bond')}
          note={
            model.overCapacity
              ? t('bondQueued')
              : quote && sats !== null
                ? t('bondNote', { chain: chainName(evm.chainId), rate: formatBps(quote.bondBps) })
                : t(model.chainAllowed ? 'bondEmpty' : 'bondLater')
          }
        >
          {quote && sats !== null ? (
            <NativeAmount wei={model.overCapacity ? 0n : quote.bondWei} />
          ) : (
            <Unknown />
          )}
        </KeyValue>
        <KeyValue name={t('confirmations')}>
          {model.quote ? t('confirmationsValue', { count: model.quote.confirmations }) : <Unknown />}
        </KeyValue>
        <ExpectedTime model={model} />
      </KeyValues>
      {model.quoteError && <Banner tone="wait">{t('unavailable')}</Banner>}
      {model.limits.maxSats === 0n && !model.overCapacity && <Banner tone="wait">{t('full')}</Banner>}
      {model.pausedUntil !== null && model.pausedUntil > Date.now() / 1_000 && (
        <Banner tone="wait">{t.rich('paused', { time: () => <Moment time={model.pausedUntil} /> })}</Banner>
      )}
    </div>
  )
}
