import { useTranslations } from 'next-intl'

/** Says plainly that the way out is not built yet, and what that means for money that goes in. */
export function WithdrawNotOpen() {
  const t = useTranslations('home.withdraw')
  return (
    <div className="grid max-w-[60ch] gap-4">
      <h2 className="text-lg font-semibold">{t('title')}</h2>
      <p>{t('money')}</p>
      <p>{t('plan')}</p>
      <p className="text-ink-soft">{t('refund')}</p>
    </div>
  )
}
