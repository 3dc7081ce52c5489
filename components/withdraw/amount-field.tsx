'use client'
import { useTranslations } from 'next-intl'
import { useFailure } from '@/components/shared/failure'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { AmountUnderMinimumError } from '@/lib/errors/amount'
import { WithdrawalBalanceError } from '@/lib/errors/withdraw'
import { formatBtc } from '@/lib/format/format-btc'
import type { WithdrawFormModel } from '@/lib/hooks/use-withdraw-form'

/** How much, or everything: fees come out of it, so that no dust is left (C18). */
export function AmountField({ model }: { model: WithdrawFormModel }) {
  const t = useTranslations('withdraw.amount')
  const say = useFailure()
  const { values, set, sats, amountError: error, minSats, balanceSats, everything } = model
  // limits are said in the unit that is typed
  const sentence = () => {
    if (error instanceof AmountUnderMinimumError) return t('under', { min: formatBtc(minSats) })
    if (error instanceof WithdrawalBalanceError) return t('over', { balance: formatBtc(balanceSats) })
    return `${say(error).what} ${say(error).next}`
  }
  const readAs = !everything && sats !== null && formatBtc(sats) !== values.amount.trim()
  const hint = everything
    ? t('everythingHint')
    : readAs
      ? t('reads', { amount: formatBtc(sats) })
      : minSats === null
        ? t('hintUnknown')
        : t('hint', { min: formatBtc(minSats) })
  return (
    <div className="grid gap-2">
      <Field
        label={t('label')}
        hint={hint}
        error={error ? sentence() : undefined}
        aside={
          balanceSats !== null &&
          balanceSats > 0n && (
            <Button size="sm" look="quiet" aria-pressed={everything} onClick={model.takeEverything}>
              {t('everything')}
            </Button>
          )
        }
        required
      >
        <Input
          size="lg"
          figures
          inputMode="decimal"
          autoComplete="off"
          placeholder="0.05"
          suffix="qpBTC"
          value={values.amount}
          onChange={(event) => set('amount', event.target.value)}
        />
      </Field>
      {balanceSats !== null && (
        <p className="text-sm text-ink-soft">{t('balance', { amount: formatBtc(balanceSats) })}</p>
      )}
    </div>
  )
}
