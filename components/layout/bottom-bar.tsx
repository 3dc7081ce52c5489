'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from './icons'
import { barSections, isCurrent, moreSections } from './sections'
import { WorkCount } from './work-count'

const item = 'flex h-full w-full flex-col items-center justify-center gap-0.5 text-xs'

/** The same sections under the thumb of a phone; the fifth place opens the rest, and what the rail keeps at its foot. */
export function BottomBar({ more }: { more: ReactNode }) {
  const t = useTranslations('common')
  const path = usePathname()
  const [open, setOpen] = useState(false)
  return (
    <>
      <nav
        aria-label={t('nav.label')}
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        <ul className="grid h-16 grid-cols-5">
          {barSections.map(({ key, href, icon }) => {
            const current = isCurrent(href, path)
            return (
              <li key={key} className="relative">
                <Link
                  href={href}
                  prefetch={false}
                  aria-current={current ? 'page' : undefined}
                  className={cx(item, current ? 'font-semibold text-ink' : 'text-ink-soft')}
                >
                  {current && <span aria-hidden="true" className="absolute inset-x-4 top-0 h-0.5 bg-water" />}
                  <Icon name={icon} />
                  {key === 'activity' && <WorkCount className="absolute top-1.5 left-1/2 ml-2" />}
                  <span>{t(`nav.${key}`)}</span>
                </Link>
              </li>
            )
          })}
          <li>
            <button
              type="button"
              aria-haspopup="dialog"
              onClick={() => setOpen(true)}
              className={cx(item, 'text-ink-soft')}
            >
              <Icon name="more" />
              {t('nav.more')}
            </button>
          </li>
        </ul>
      </nav>
      <Dialog open={open} onClose={() => setOpen(false)} title={t('more.title')} closeLabel={t('more.close')}>
        <ul className="mb-4 grid gap-1">
          {moreSections.map(({ key, href, icon }) => (
            <li key={key}>
              <Link
                href={href}
                prefetch={false}
                aria-current={isCurrent(href, path) ? 'page' : undefined}
                onClick={() => setOpen(false)}
                className="flex min-h-11 items-center gap-3 rounded px-2 hover:bg-sunken"
              >
                <Icon name={icon} />
                {t(`nav.${key}`)}
              </Link>
            </li>
          ))}
        </ul>
        {more}
      </Dialog>
    </>
  )
}
