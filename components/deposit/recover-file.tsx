'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { formatBtc } from '@/lib/format/format-btc'
import type { RecoverWayProps } from './recover-way-props'

/** A recovery file is under 2 kB; what is larger is something else. */
const MOST_BYTES = 65_536

/** Signs with the key in the recovery file. The file is read here and goes nowhere. */
export function RecoverFile({ asked, why, send }: RecoverWayProps) {
  const t = useTranslations('deposit.recover')
  const [file, setFile] = useState<File | null>(null)
  const busy = send.state.name !== 'idle' && send.state.name !== 'failed'
  const go = async () => {
    if (asked && file) await send.withFile(asked, await file.slice(0, MOST_BYTES).text())
  }
  return (
    <div className="grid gap-3">
      <Field label={t('file.label')} hint={t('file.hint')}>
        <Input
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            send.forget()
            setFile(event.target.files?.[0] ?? null)
          }}
        />
      </Field>
      <div>
        <Button
          look="primary"
          busy={busy}
          reason={why ?? (file === null ? t('why.file') : null)}
          onClick={() => void go()}
        >
          {asked ? t('go', { amount: formatBtc(asked.payout) }) : t('goEmpty')}
        </Button>
      </div>
    </div>
  )
}
