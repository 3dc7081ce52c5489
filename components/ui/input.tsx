'use client'
import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'
import { useField } from './field'

const frame = cva(
  'flex items-center rounded border border-line-strong bg-surface transition-colors duration-150 focus-within:border-water focus-within:outline-2 focus-within:outline-offset-0 focus-within:outline-water has-[[aria-invalid=true]]:border-red has-[[readonly]]:bg-sunken has-[:disabled]:bg-sunken',
  {
    variants: { size: { md: 'min-h-11 px-3', lg: 'min-h-16 px-4' } },
    defaultVariants: { size: 'md' },
  },
)
const text = cva(
  'w-full min-w-0 bg-transparent py-2 text-ink outline-none placeholder:text-ink-faint focus-visible:outline-none',
  {
    variants: {
      size: { md: 'text-base', lg: 'text-xl' },
      figures: { true: 'figures', false: '' },
    },
    defaultVariants: { size: 'md', figures: false },
  },
)

export type InputProps = Omit<ComponentProps<'input'>, 'size'> &
  VariantProps<typeof frame> & {
    /** Amounts, addresses, hashes: monospace with slashed zero. */
    figures?: boolean
    /** Stands inside at the right: a unit, a button. */
    suffix?: ReactNode
  }

/** A line of text. Inside a Field it takes its label, rule and error from there. */
export function Input({ size, figures, suffix, className, ...rest }: InputProps) {
  const field = useField()
  return (
    <div className={cx(frame({ size }), className)}>
      <input autoComplete="off" spellCheck={false} {...field} {...rest} className={text({ size, figures })} />
      {suffix && <div className="ml-3 flex shrink-0 items-center gap-2 text-ink-soft">{suffix}</div>}
    </div>
  )
}
