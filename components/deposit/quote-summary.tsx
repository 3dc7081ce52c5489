'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/shared/amount'
import { Moment } from '@/components/shared/moment'
import { NativeAmount } from '@/components/shared/native-amount'
import { Unknown } from '@/components/shared/unknown'
import { Banner } from '@/components/ui/banner'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { expectedTime } from '@/lib/core/expected-time'
import { feeUp } from '@/lib/core/fee-up'
import { formatBps } from '@/lib/format/format-bps'
import { formatRemaining } from '@/lib/format/format-remaining'
import { useSettings } from '@/lib/hooks/settings'
import type { DepositFormModel } from '@/lib/hooks/use-deposit-form'
import { chainName } from '@/lib/wallet/chain-name'

/** How long it takes after paying, as a range with its reason: measured where there is enough, else from the blocks. */
function ExpectedTime({ model }: { model: DepositFormModel }) {
  const t = useTranslations('deposit.quote')
  const locale = useLocale()
  const { timing, quote } = model
  const blocks = quote?.confirmations ?? null
  const time = expectedTime(timing, blocks, model.leastConfirmations)
  const measured = time?.reason === 'measured'
  const [from = '', to = ''] = time
    ? [time.fromSeconds, time.toSeconds].map((seconds) => formatRemaining(seconds, locale))
    : []
  return (
    <KeyValue
      name={t(measured ? 'timeTotal' : 'time')}
      note={
        measured
          ? t('timeMeasured', { count: timing?.samples ?? 0 })
          : blocks !== null && t('timeBlocks', { count: blocks })
      }
    >
      {time === null ? (
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
      {(model.closed === 'halted' || model.closed === 'reorg') && (
        <Banner tone="wait">{t(`closed.${model.closed}`)}</Banner>
      )}
      {model.pausedUntil !== null && model.pausedUntil > Date.now() / 1_000 && (
        <Banner tone="wait">{t.rich('paused', { time: () => <Moment time={model.pausedUntil} /> })}</Banner>
      )}
    </div>
  )
}
