import type { ReactNode } from 'react'
import { cx } from './cx'

/** Names at the left, values at the right under each other, hairlines between. Put {@link KeyValue}s inside. */
export function KeyValues({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cx('divide-y divide-line', className)}>{children}</dl>
}

export type KeyValueProps = {
  name: ReactNode
  /** Under the name, in small. */
  note?: ReactNode
  children: ReactNode
}

/** One line of {@link KeyValues}. */
export function KeyValue({ name, note, children }: KeyValueProps) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2">
      <dt className="text-sm text-ink-soft">
        {name}
        {note && <span className="block text-xs text-ink-faint">{note}</span>}
      </dt>
      <dd className="ml-auto text-right text-sm">{children}</dd>
    </div>
  )
}
