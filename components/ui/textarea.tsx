'use client'
import type { ComponentProps } from 'react'
import { cx } from './cx'
import { useField } from './field'

/** Several lines of text, for addresses and transactions that must be seen whole. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  const field = useField()
  return (
    <textarea
      autoComplete="off"
      spellCheck={false}
      {...field}
      {...rest}
      className={cx(
        'figures min-h-22 w-full rounded border border-line-strong bg-surface px-3 py-2 text-base break-all text-ink placeholder:text-ink-faint focus:border-water focus:outline-2 focus:outline-offset-0 focus:outline-water aria-invalid:border-red',
        className,
      )}
    />
  )
}
