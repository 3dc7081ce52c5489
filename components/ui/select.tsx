'use client'
import type { ComponentProps } from 'react'
import { cx } from './cx'
import { useField } from './field'

/** The platform's own list: reachable by keyboard and thumb everywhere. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  const field = useField()
  return (
    <div className={cx('relative', className)}>
      <select
        {...field}
        {...rest}
        className="h-11 w-full appearance-none rounded border border-line-strong bg-surface pr-10 pl-3 text-base text-ink hover:border-ink-soft focus:border-water"
      >
        {children}
      </select>
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="pointer-events-none absolute top-4 right-4 size-3 text-ink-soft"
      >
        <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </div>
  )
}
