import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button-style'

/** The way out in two sentences, and the door to it. */
export function WithdrawWay() {
  const t = useTranslations('home.withdraw')
  return (
    <div className="grid max-w-[60ch] gap-4">
      <h2 className="text-lg font-semibold">{t('title')}</h2>
      <p>{t('money')}</p>
      <p className="text-ink-soft">{t('late')}</p>
      <Link href="/withdraw" className={buttonStyle({ look: 'primary', size: 'lg', wide: true })}>
        {t('action')}
      </Link>
    </div>
  )
}
