'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Hex } from 'viem'
import { useFailure } from '@/components/shared/failure'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { type NamedPayment, readNamedPayment } from '@/lib/flows/deposit/named-payment'
import { ownEsplora } from '@/lib/flows/deposit/own-esplora'

type Props = {
  /** scriptPubKey that it must pay */
  script: Hex
  onAdd: (payment: NamedPayment) => void
}

/** Names a payment by its transaction, for when no list of the address shows it. */
export function AddPayment({ script, onAdd }: Props) {
  const t = useTranslations('deposit.named')
  const say = useFailure()
  const [typed, setTyped] = useState('')
  const [state, setState] = useState<'idle' | 'reading' | 'added'>('idle')
  const [error, setError] = useState<unknown>(null)
  const add = async () => {
    setState('reading')
    try {
      onAdd(await readNamedPayment(ownEsplora(), script, typed))
      setTyped('')
      setState('added')
    } catch (failure) {
      setError(failure)
      setState('idle')
    }
  }
  const wrong = error === null ? null : say(error)
  return (
    <div className="grid gap-3">
      <Field label={t('label')} hint={t('hint')} error={wrong && `${wrong.what} ${wrong.next}`}>
        <Textarea
          value={typed}
          onChange={(event) => {
            setError(null)
            setState('idle')
            setTyped(event.target.value)
          }}
        />
      </Field>
      <div>
        <Button busy={state === 'reading'} onClick={() => void add()}>
          {t('add')}
        </Button>
      </div>
      <p role="status" className="text-sm text-green">
        {state === 'added' && t('added')}
      </p>
      <p className="max-w-[70ch] text-sm text-ink-soft">{t('why')}</p>
    </div>
  )
}
