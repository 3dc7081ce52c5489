import { useTranslations } from 'next-intl'

/** A connected wallet chooses its own coins, unseen: what may be lost with them is said before it pays (C20). */
export function CoinsNote() {
  const t = useTranslations('wallet.bitcoin')
  return <p className="text-sm text-ink-soft">▲ {t('coins')}</p>
}
