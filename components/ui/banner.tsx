import { cva, type VariantProps } from 'class-variance-authority'
import type { ReactNode } from 'react'
import { cx } from './cx'

const banner = cva('rounded border border-l-4 px-4 py-3', {
  variants: {
    tone: {
      info: 'border-line border-l-water bg-surface',
      wait: 'border-amber/40 border-l-amber bg-amber-soft',
      loss: 'border-red/40 border-l-red bg-red-soft',
      final: 'border-green/40 border-l-green bg-green-soft',
    },
  },
  defaultVariants: { tone: 'info' },
})

export type BannerProps = VariantProps<typeof banner> & {
  title?: ReactNode
  children?: ReactNode
  /** What to do, at the end. */
  action?: ReactNode
  /** `alert` interrupts a screen reader; only for loss. */
  role?: 'status' | 'alert' | 'note'
  className?: string
}

/** Something the person should know before going on: what happened, what is safe, what to do. */
export function Banner({ tone, title, children, action, role = 'status', className }: BannerProps) {
  return (
    <div role={role} className={cx(banner({ tone }), className)}>
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className={cx('max-w-[70ch] text-sm text-ink', title ? 'mt-1' : '')}>{children}</div>}
      {action && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
    </div>
  )
}
