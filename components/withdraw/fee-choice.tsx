'use client'
import { useTranslations } from 'next-intl'
import { useFailure } from '@/components/shared/failure'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { MAX_MINER_FEE } from '@/lib/core/withdrawal-rules'
import { groupDigits } from '@/lib/format/group-digits'
import type { WithdrawFormModel } from '@/lib/hooks/use-withdraw-form'

const named = ['low', 'normal', 'high'] as const

/** What each staker keeps for its miner (C17): "you pay", not "up to". */
export function FeeChoice({ model }: { model: WithdrawFormModel }) {
  const t = useTranslations('withdraw.fee')
  const say = useFailure()
  const { values, set, fees, fee, askedFeeSats } = model
  const note = (choice: (typeof named)[number]) => {
    const sats = fees?.[choice]
    return sats == null ? t('unknown') : t(`${choice}Note`, { sats: groupDigits(sats.toString()) })
  }
  return (
    <div className="grid gap-3">
      <Choice
        legend={t('legend')}
        value={values.feeChoice}
        onChange={(choice) => set('feeChoice', choice)}
        options={[
          ...named.map((value) => ({ value, label: t(value), note: note(value) })),
          {
            value: 'own' as const,
            label: t('own'),
            note: t('ownNote', { limit: groupDigits(MAX_MINER_FEE.toString()) }),
          },
        ]}
      />
      {values.feeChoice === 'own' && (
        <Field
          label={t('sats')}
          error={
            values.feeOwn.trim() !== '' && fee?.error
              ? `${say(fee.error).what} ${say(fee.error).next}`
              : undefined
          }
          required
        >
          <Input
            figures
            inputMode="numeric"
            autoComplete="off"
            suffix="sats"
            className="max-w-60"
            value={values.feeOwn}
            onChange={(event) => set('feeOwn', event.target.value)}
          />
        </Field>
      )}
      <p className="max-w-[70ch] text-sm text-ink-soft">{t('why')}</p>
      <p role="status" className="max-w-[70ch] text-sm text-amber empty:hidden">
        {askedFeeSats !== null && `▲ ${t('nobody', { asked: groupDigits(askedFeeSats.toString()) })}`}
      </p>
    </div>
  )
}
