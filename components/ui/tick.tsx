'use client'
import type { ReactNode } from 'react'

export type TickProps = {
  checked: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
  note?: ReactNode
}

/** A yes that is given by itself: a checkbox with its sentence. */
export function Tick({ checked, onChange, children, note }: TickProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded border border-line-strong bg-surface px-3 py-2 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-water">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-4 shrink-0 accent-water focus-visible:outline-none"
      />
      <span>
        <span className="block">{children}</span>
        {note && <span className="block text-sm text-ink-soft">{note}</span>}
      </span>
    </label>
  )
}
