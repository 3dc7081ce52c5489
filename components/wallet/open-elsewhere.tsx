import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { inAppBrowser } from '@/lib/wallet/in-app-browser'

type Props = {
  /** what the browser calls itself */
  userAgent?: string
  /** address of this page */
  page?: string
}

/** The way on where no wallet can be reached: why, where to open this page instead, and its address to take along (C31). */
export function OpenElsewhere({
  userAgent = navigator.userAgent,
  page = globalThis.location?.href ?? '',
}: Props) {
  const t = useTranslations('wallet.elsewhere')
  const common = useTranslations('common.action')
  const app = inAppBrowser(userAgent)
  return (
    <div className="mt-4 grid gap-3">
      {app !== null && (
        <p>
          ▲ {app === 'app' ? t('insideSome') : t('inside', { app })} {t('insideWhy')}
        </p>
      )}
      <p className="text-sm text-ink-soft">{t('how')}</p>
      <div>
        <CopyButton
          value={page}
          label={t('copy')}
          copiedLabel={common('copied')}
          failedLabel={common('copyFailed')}
          wordy
        />
      </div>
    </div>
  )
}
