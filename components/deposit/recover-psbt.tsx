'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { formatBtc } from '@/lib/format/format-btc'
import { formatFeeRate } from '@/lib/format/format-fee-rate'
import type { AskedRecover } from '@/lib/hooks/use-recover-send'
import type { RecoverWayProps } from './recover-way-props'

const MOST_BYTES = 600_000

type Props = RecoverWayProps & {
  prepared: AskedRecover | null
  onPrepare: (asked: AskedRecover | null) => void
}

/** Signs elsewhere: out as a PSBT, back as the signed one, file or text. */
export function RecoverPsbt({ asked, why, send, draft, prepared, onPrepare }: Props) {
  const t = useTranslations('deposit.recover')
  const common = useTranslations('common.action')
  const [text, setText] = useState('')
  const [pasted, paste] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const busy = send.state.name !== 'idle' && send.state.name !== 'failed'
  const rate = formatFeeRate(draft.rate.value)
  if (prepared === null) {
    const prepare = async () => {
      if (!asked) return
      setText(await send.preparePsbt(asked))
      await send.savePsbt(asked, rate)
      onPrepare(asked)
    }
    return (
      <div className="grid gap-3">
        <p className="max-w-[70ch] text-sm">{t('psbt.text')}</p>
        <div>
          <Button look="primary" reason={why} onClick={() => void prepare()}>
            {t('psbt.save')}
          </Button>
        </div>
      </div>
    )
  }
  const back = pasted.trim() !== '' || file !== null
  const go = async () => {
    const given = pasted.trim() || (file && new Uint8Array(await file.slice(0, MOST_BYTES).arrayBuffer()))
    if (given) await send.withPsbt(prepared, given)
  }
  return (
    <div className="grid gap-4">
      <p className="max-w-[70ch] text-sm">{t('psbt.sign', { rate })}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => void send.savePsbt(prepared, rate)}>
          {t('psbt.again')}
        </Button>
        <CopyButton
          value={text}
          label={t('psbt.copy')}
          copiedLabel={common('copied')}
          failedLabel={common('copyFailed')}
          wordy
        />
        <Button
          size="sm"
          onClick={() => {
            send.forget()
            onPrepare(null)
          }}
        >
          {t('psbt.change')}
        </Button>
      </div>
      <Field label={t('psbt.file')} hint={t('psbt.fileHint')}>
        <Input
          type="file"
          accept=".psbt,.txt,.hex"
          onChange={(event) => {
            send.forget()
            setFile(event.target.files?.[0] ?? null)
          }}
        />
      </Field>
      <Field label={t('psbt.paste')} hint={t('psbt.pasteHint')}>
        <Textarea
          value={pasted}
          onChange={(event) => {
            send.forget()
            paste(event.target.value)
          }}
        />
      </Field>
      <div>
        <Button look="primary" busy={busy} reason={back ? null : t('why.psbt')} onClick={() => void go()}>
          {t('go', { amount: formatBtc(prepared.payout) })}
        </Button>
      </div>
    </div>
  )
}
