'use client'
import type { ComponentProps } from 'react'
import { cx } from './cx'
import { useField } from './field'

/** The browser's own choice of one among many. Inside a Field it takes its label from there. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  const field = useField()
  return (
    <select
      {...field}
      {...rest}
      className={cx(
        'min-h-11 w-full rounded border border-line-strong bg-surface px-3 py-2 text-base text-ink',
        className,
      )}
    >
      {children}
    </select>
  )
}
