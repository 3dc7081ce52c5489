'use client'
import { useTranslations } from 'next-intl'
import { Address } from '@/components/shared/address'
import { useFailure } from '@/components/shared/failure'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { ENDING } from '@/lib/flows/ending-fits'
import { useSettings } from '@/lib/hooks/settings'
import type { RecoverDraft } from '@/lib/hooks/use-recover-draft'

/** Where the BTC shall go: judged as it is typed, and its end read once more from the person's own wallet. */
export function RecoverAddress({ draft, onChange }: { draft: RecoverDraft; onChange: () => void }) {
  const t = useTranslations('deposit.recover')
  const wallet = useTranslations('wallet')
  const { bitcoin } = useSettings()
  const say = useFailure()
  const { values, set, payout, end, known, own } = draft
  const typed = values.address.trim() !== ''
  const change = (name: 'address' | 'end', value: string) => {
    onChange()
    set(name, value)
  }
  const wrong = typed && payout.error ? say(payout.error) : null
  const endWrong = values.end.trim().length >= ENDING && end.error ? say(end.error) : null
  return (
    <div className="grid gap-3">
      <Field
        label={t('address')}
        hint={
          payout.value === null
            ? t('addressHint', { network: wallet(`network.${bitcoin.network}`) })
            : t('addressIs', {
                type: t(`type.${payout.value.type}`),
                network: wallet(`network.${payout.value.network}`),
              })
        }
        error={wrong && `${wrong.what} ${wrong.next}`}
      >
        <Input figures value={values.address} onChange={(event) => change('address', event.target.value)} />
      </Field>
      {own !== null && !known && (
        <div>
          <Button size="sm" onClick={() => change('address', own)}>
            {t('useWallet')}
          </Button>
        </div>
      )}
      {payout.value !== null && (
        <div className="rounded border border-line p-4">
          <Address address={payout.value.address} copy={false} />
        </div>
      )}
      {payout.value !== null && !known && (
        <Field
          label={t('end', { count: ENDING.toString() })}
          hint={end.error === null ? t('endFits') : t('endHint')}
          error={endWrong && `${endWrong.what} ${endWrong.next}`}
        >
          <Input
            figures
            maxLength={ENDING + 2}
            value={values.end}
            onChange={(event) => change('end', event.target.value)}
          />
        </Field>
      )}
    </div>
  )
}
