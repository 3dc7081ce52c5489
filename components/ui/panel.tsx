import { cva, type VariantProps } from 'class-variance-authority'
import type { ReactNode } from 'react'
import { cx } from './cx'

const panel = cva('rounded border', {
  variants: {
    look: {
      plain: 'border-line bg-surface',
      sunken: 'border-line bg-sunken',
      bare: 'border-transparent bg-transparent',
      water: 'border-water bg-surface',
    },
    inset: { true: 'p-5 sm:p-6', false: '' },
  },
  defaultVariants: { look: 'plain', inset: true },
})

export type PanelProps = VariantProps<typeof panel> & {
  title?: ReactNode
  /** Stands at the right of the title. */
  aside?: ReactNode
  /** Level of the title in the page's outline. */
  level?: 2 | 3
  id?: string
  className?: string
  children: ReactNode
}

/** A sheet with a hairline around it; with a title it is a section of the page's outline. */
export function Panel({ look, inset, title, aside, level = 2, id, className, children }: PanelProps) {
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <section id={id} className={cx(panel({ look, inset }), className)}>
      {title && (
        <header
          className={cx(
            'flex items-baseline justify-between gap-4',
            inset === false ? 'px-5 pt-5 sm:px-6' : 'mb-4',
          )}
        >
          <Title className="text-base font-semibold">{title}</Title>
          {aside && <div className="text-sm text-ink-soft">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
