'use client'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { cx } from '@/components/ui/cx'

const themes = ['system', 'light', 'dark'] as const
const signs = {
  system: <path d="M8 2.5a5.5 5.5 0 100 11z" fill="currentColor" />,
  light: <path d="M8 .5V2M8 14v1.5M.5 8H2M14 8h1.5M2.7 2.7l1 1M12.3 12.3l1 1M2.7 13.3l1-1M12.3 3.7l1-1" />,
  dark: <path d="M13.2 9.9A5.7 5.7 0 116.1 2.8a4.6 4.6 0 007.1 7.1z" fill="currentColor" stroke="none" />,
} as const
const nothing = () => () => {}

/** Light, dark, or whatever the system says. */
export function ThemeSwitch() {
  const t = useTranslations('common.theme')
  const { theme, setTheme } = useTheme()
  // the server does not know the choice: nothing is marked until the browser has spoken
  const here = useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  )
  return (
    <fieldset className="flex rounded border border-line">
      <legend className="sr-only">{t('label')}</legend>
      {themes.map((name) => (
        <button
          key={name}
          type="button"
          aria-label={t(name)}
          title={t(name)}
          aria-pressed={here && theme === name}
          onClick={() => setTheme(name)}
          className={cx(
            'flex h-8 flex-1 items-center justify-center px-3 transition-colors duration-150',
            here && theme === name ? 'bg-sunken text-ink' : 'text-ink-soft hover:text-ink',
          )}
        >
          <svg
            viewBox="0 0 16 16"
            className="size-4"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.25"
            aria-hidden="true"
          >
            {name !== 'dark' && <circle cx="8" cy="8" r={name === 'system' ? 5.5 : 3} />}
            {signs[name]}
          </svg>
        </button>
      ))}
    </fieldset>
  )
}
