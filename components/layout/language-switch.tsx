'use client'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { cx } from '@/components/ui/cx'
import { LANGUAGE_COOKIE, type Language, languages } from '@/lib/copy/language'

const YEAR = 31_536_000

/** Chooses the language. The choice is a cookie, so links stay the same for everyone. */
export function LanguageSwitch() {
  const t = useTranslations('common.language')
  const current = useLocale()
  const router = useRouter()
  const [pending, start] = useTransition()
  const choose = (language: Language) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari before 18.4
    document.cookie = `${LANGUAGE_COOKIE}=${language}; path=/; max-age=${YEAR}; samesite=lax`
    start(() => router.refresh())
  }
  return (
    <fieldset aria-busy={pending} className="flex rounded border border-line">
      <legend className="sr-only">{t('label')}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => choose(language)}
          className={cx(
            'h-8 flex-1 px-3 text-sm transition-colors duration-150',
            language === current ? 'bg-sunken font-semibold text-ink' : 'text-ink-soft hover:text-ink',
          )}
        >
          {t(language)}
        </button>
      ))}
    </fieldset>
  )
}
