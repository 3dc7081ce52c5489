'use client'
import { useTranslations } from 'next-intl'
import { useFailure } from '@/components/shared/failure'
import { Choice } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { formatFeeRate } from '@/lib/format/format-fee-rate'
import type { FeeSpeed, RecoverDraft } from '@/lib/hooks/use-recover-draft'
import type { RecoverSightModel } from '@/lib/hooks/use-recover-sight'

type Props = { draft: RecoverDraft; fees: RecoverSightModel['fees']; onChange: () => void }

/** The miners' fee: three rates that a Bitcoin source estimates, or one’s own (C17). */
export function RecoverFee({ draft, fees, onChange }: Props) {
  const t = useTranslations('deposit.recover.fee')
  const say = useFailure()
  const { values, set, rate } = draft
  const noteOf = (speed: FeeSpeed) =>
    speed === 'own'
      ? t('ownNote')
      : t('rate', { rate: formatFeeRate(fees?.[speed]), time: t(`${speed}Time`) })
  const wrong = values.ownRate.trim() !== '' && rate.error ? say(rate.error) : null
  return (
    <div className="grid gap-3">
      <Choice
        legend={t('legend')}
        layout="row"
        value={values.speed}
        onChange={(speed) => {
          onChange()
          set('speed', speed)
        }}
        options={(['slow', 'normal', 'fast', 'own'] as const).map((speed) => ({
          value: speed,
          label: t(speed),
          note: noteOf(speed),
        }))}
      />
      {fees === null && <p className="text-sm text-amber">▲ {t('unknown')}</p>}
      {values.speed === 'own' && (
        <Field label={t('own')} hint={t('ownHint')} error={wrong && `${wrong.what} ${wrong.next}`}>
          <Input
            figures
            inputMode="decimal"
            suffix={t('unit')}
            value={values.ownRate}
            onChange={(event) => {
              onChange()
              set('ownRate', event.target.value)
            }}
          />
        </Field>
      )}
    </div>
  )
}
