'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFailure } from '@/components/shared/failure'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { completeFile } from '@/lib/flows/deposit/complete-file'
import { download } from '@/lib/hooks/download'
import { useSettings } from '@/lib/hooks/settings'
import { useBridgeContracts } from '@/lib/hooks/use-chain-readers'
import type { DepositModel } from '@/lib/hooks/use-deposit'

/** A recovery file is under 2 kB; what is larger is something else. */
const MOST_BYTES = 65_536

/** Takes the recovery file that was saved before the draw and gives it back with script, address and height. */
export function CompleteFile({ checked }: { checked: NonNullable<DepositModel['address']> }) {
  const t = useTranslations('deposit.complete')
  const say = useFailure()
  const { bitcoin, evm } = useSettings()
  const { manager } = useBridgeContracts()
  const [file, setFile] = useState<File | undefined>()
  const [error, setError] = useState<unknown>(null)
  const [saved, setSaved] = useState(false)
  const { reqId, share } = checked.deposit
  const complete = async () => {
    if (!file) return
    try {
      const place = { network: bitcoin.network, chainId: evm.chainId, manager }
      const text = completeFile(await file.slice(0, MOST_BYTES).text(), place, checked)
      download(`sluice-recovery-deposit-${reqId}-${share + 1}.json`, 'application/json', text)
      setSaved(true)
    } catch (failure) {
      setError(failure)
    }
  }
  const wrong = error === null ? null : say(error)
  return (
    <div className="grid gap-3">
      <p className="max-w-[70ch] text-sm">{t('text')}</p>
      <Field label={t('label')} hint={t('hint')} error={wrong && `${wrong.what} ${wrong.next}`}>
        <Input
          type="file"
          accept=".json,application/json"
          onChange={(event) => {
            setError(null)
            setSaved(false)
            setFile(event.target.files?.[0])
          }}
        />
      </Field>
      <div>
        <Button reason={file ? null : t('why')} onClick={() => void complete()}>
          {t('save')}
        </Button>
      </div>
      <p role="status" className="text-sm text-green">
        {saved && t('saved')}
      </p>
    </div>
  )
}
