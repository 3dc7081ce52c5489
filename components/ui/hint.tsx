'use client'
import type { ReactNode } from 'react'
import { Popover } from './popover'

/** A small question mark after a word; the answer opens beside it. */
export function Hint({
  label,
  children,
  align,
}: {
  label: string
  children: ReactNode
  align?: 'start' | 'end'
}) {
  return (
    <Popover
      label={label}
      {...(align && { align })}
      triggerClassName="ml-1 inline-flex size-6 items-center justify-center rounded align-middle text-ink-faint hover:text-water"
      trigger={
        <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
          <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" />
          <path
            d="M6.2 6.3c.1-1 .8-1.6 1.8-1.6s1.8.6 1.8 1.5c0 1.3-1.8 1.4-1.8 2.8"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.2"
          />
          <circle cx="8" cy="11.2" r=".8" fill="currentColor" />
        </svg>
      }
    >
      {children}
    </Popover>
  )
}
