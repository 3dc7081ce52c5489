import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'

/** A table that scrolls sideways inside its own frame when the page is narrow; the caption names it. */
export function Table({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  )
}

type CellProps = { figures?: boolean }

export function Th({ figures, className, ...rest }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={cx(
        'border-b border-line-strong px-3 py-2 font-semibold whitespace-nowrap text-ink-soft first:pl-0 last:pr-0',
        figures ? 'text-right' : 'text-left',
        className,
      )}
    />
  )
}

export function Td({ figures, className, ...rest }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      {...rest}
      className={cx(
        'border-b border-line px-3 py-3 first:pl-0 last:pr-0',
        figures ? 'text-right whitespace-nowrap' : 'text-left',
        className,
      )}
    />
  )
}
