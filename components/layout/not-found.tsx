import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button-style'

/** What stands where nothing is. */
export function NotFound() {
  const t = useTranslations('common.notFound')
  return (
    <div className="max-w-[60ch]">
      <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
      <p className="mt-3 mb-6 text-ink-soft">{t('text')}</p>
      <Link href="/" className={buttonStyle({ look: 'primary' })}>
        {t('home')}
      </Link>
    </div>
  )
}
