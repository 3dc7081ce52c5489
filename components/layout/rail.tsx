'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { cx } from '@/components/ui/cx'
import { Icon } from './icons'
import { isCurrent, sections } from './sections'
import { WorkCount } from './work-count'

/** The sections at the left of a desktop. */
export function Rail() {
  const t = useTranslations('common.nav')
  const path = usePathname()
  return (
    <nav aria-label={t('label')}>
      <ul className="grid gap-1">
        {sections.map(({ key, href, icon }) => {
          const current = isCurrent(href, path)
          return (
            <li key={key}>
              <Link
                href={href}
                prefetch={false}
                aria-current={current ? 'page' : undefined}
                className={cx(
                  'relative flex min-h-11 items-center gap-3 rounded px-3 transition-colors duration-150',
                  current
                    ? 'bg-sunken font-semibold text-ink'
                    : 'text-ink-soft hover:bg-sunken hover:text-ink',
                )}
              >
                {current && <span aria-hidden="true" className="absolute inset-y-2 left-0 w-0.5 bg-water" />}
                <Icon name={icon} />
                <span>{t(key)}</span>
                {key === 'activity' && <WorkCount className="ml-auto" />}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
