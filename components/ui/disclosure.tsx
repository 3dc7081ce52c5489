import type { ReactNode } from 'react'
import { cx } from './cx'

/** A detail one click away. */
export function Disclosure({
  summary,
  children,
  open,
  className,
}: {
  summary: ReactNode
  children: ReactNode
  open?: boolean
  className?: string
}) {
  return (
    <details open={open} className={cx('group/disclosure', className)}>
      <summary className="flex min-h-8 list-none items-center gap-2 text-sm font-semibold text-water hover:text-water-strong">
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className="size-3 shrink-0 transition-transform duration-150 group-open/disclosure:rotate-90"
        >
          <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        {summary}
      </summary>
      <div className="pt-2 text-sm text-ink-soft">{children}</div>
    </details>
  )
}
