'use client'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Amount } from '@/components/shared/amount'
import { useFailure } from '@/components/shared/failure'
import { Moment } from '@/components/shared/moment'
import { Unknown } from '@/components/shared/unknown'
import { useNow } from '@/components/shared/use-now'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'
import { Field } from '@/components/ui/field'
import { Hint } from '@/components/ui/hint'
import { Input } from '@/components/ui/input'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import type { Sat } from '@/lib/core/units'
import { formatBps } from '@/lib/format/format-bps'
import { formatBtc } from '@/lib/format/format-btc'
import { formatRemaining } from '@/lib/format/format-remaining'
import { toBtcString } from '@/lib/format/to-btc-string'
import { useStatus } from '@/lib/hooks/use-status'
import type { StatusAnswer } from '@/lib/queries/status-view'
import { quote } from './quote'

/** Amount in, amount out. The contract quotes again on the next page; this needs no wallet. */
export function QuoteForm({ initial }: { initial: StatusAnswer | null }) {
  const t = useTranslations('home.quote')
  const unit = useTranslations('common.unit')
  const locale = useLocale()
  const say = useFailure()
  const { data } = useStatus(initial)
  const [typed, setTyped] = useState('0.05')
  const { sats, receive, fee, problem } = quote(typed, data?.bridge ?? null)
  const btc = (amount: bigint | null) => `${formatBtc(amount)} ${unit('btc')}`
  const { dust = null, available = null, feeBps = null, pausedUntil = null } = data?.bridge ?? {}
  const now = useNow()
  const paused = pausedUntil !== null && now !== null && pausedUntil > now

  const timeText = (half: string, most: string) =>
    half === most ? half : t('timeText', { p50: half, p90: most })

  const error =
    problem === null
      ? null
      : problem.kind === 'under'
        ? t('under', { min: btc(problem.limit) })
        : problem.kind === 'over'
          ? problem.limit < (dust ?? 1n)
            ? t('full')
            : t('over', { max: btc(problem.limit) })
          : say(problem.error).what
  const { requestToMintP50: p50, requestToMintP90: p90, samples } = data?.timing ?? {}

  return (
    <form action="/deposit" className="grid gap-3">
      <Field
        label={t('pay')}
        error={error}
        hint={
          dust === null || available === null
            ? t('limitsUnknown')
            : t('limits', { min: btc(dust), max: btc(available) })
        }
        aside={
          available !== null &&
          available > 0n && (
            <Button
              look="quiet"
              size="sm"
              className="-my-2 -mr-3 whitespace-nowrap"
              onClick={() => setTyped(toBtcString(available as Sat))}
            >
              {t('max')}
            </Button>
          )
        }
      >
        <Input
          size="lg"
          figures
          name="amount"
          inputMode="decimal"
          maxLength={64}
          placeholder={t('placeholder')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          suffix={<span className="text-lg">{unit('btc')}</span>}
        />
      </Field>
      <div className="grid gap-2">
        <p className="text-sm font-semibold text-ink-soft" id="receive">
          {t('receive')}
        </p>
        <output
          aria-labelledby="receive"
          className="flex min-h-16 items-center justify-between gap-4 rounded border border-line bg-sunken px-4"
        >
          <span className="figures min-w-0 truncate text-xl">
            {receive === null ? <Unknown /> : formatBtc(receive)}
          </span>
          <span className="text-lg text-ink-soft">{unit('qpbtc')}</span>
        </output>
      </div>
      <KeyValues>
        <KeyValue name={t('fee', { rate: formatBps(feeBps) })}>
          <Amount sats={fee} />
        </KeyValue>
        <KeyValue
          name={
            <>
              {t('bond')}
              <Hint label={t('bond')}>{t('bondText')}</Hint>
            </>
          }
        >
          {t('bondWhen')}
        </KeyValue>
        <KeyValue
          name={
            <>
              {t('time')}
              {data && (
                <Hint label={t('time')}>
                  {samples ? t('timeSamples', { count: samples }) : t('timeNone')}
                </Hint>
              )}
            </>
          }
        >
          {p50 === null || p50 === undefined || p90 === null || p90 === undefined ? (
            <Unknown />
          ) : (
            timeText(formatRemaining(p50, locale), formatRemaining(p90, locale))
          )}
        </KeyValue>
      </KeyValues>
      {paused ? (
        <Button
          look="primary"
          size="lg"
          wide
          reason={t.rich('paused', { at: () => <Moment time={pausedUntil} /> })}
        >
          {t('action')}
        </Button>
      ) : sats === null || problem ? (
        <Button look="primary" size="lg" wide reason={error}>
          {t('action')}
        </Button>
      ) : (
        <Link
          href={`/deposit?amount=${toBtcString(sats)}`}
          className={buttonStyle({ look: 'primary', size: 'lg', wide: true })}
        >
          {t('actionAmount', { amount: btc(sats) })}
        </Link>
      )}
    </form>
  )
}
