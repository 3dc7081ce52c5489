'use client'
import { useTranslations } from 'next-intl'
import { Failure } from '@/components/shared/failure'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import type { RecoverSend } from '@/lib/hooks/use-recover-send'

/** What came of the last press. A signed transaction that did not get through can be sent again, from anywhere. */
export function RecoverOutcome({ send }: { send: RecoverSend }) {
  const t = useTranslations('deposit.recover.outcome')
  const common = useTranslations('common.action')
  const { state } = send
  if (state.name === 'sending') return <p role="status">{t('sending')}</p>
  if (state.name === 'sent')
    return (
      <p role="status" className="text-green">
        ● {t('sent')}
      </p>
    )
  if (state.name !== 'failed') return null
  const { asked, signed } = state
  return (
    <Failure
      error={state.error}
      tone="wait"
      action={
        signed && (
          <>
            <Button size="sm" onClick={() => void send.again(asked, signed)}>
              {t('again')}
            </Button>
            <CopyButton
              value={signed.hex}
              label={t('copy')}
              copiedLabel={common('copied')}
              failedLabel={common('copyFailed')}
              wordy
            />
          </>
        )
      }
    />
  )
}
