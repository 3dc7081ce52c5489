'use client'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import { cx } from './cx'

export type SegmentedProps<T extends string> = {
  label: string
  options: readonly { value: T; label: ReactNode }[]
  value: T
  onChange: (value: T) => void
  /** What the chosen tab shows. */
  children: ReactNode
  panelClassName?: string
}

/** Tabs as one strip; arrows, Home and End move between them (WAI-ARIA tabs pattern). */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  children,
  panelClassName,
}: SegmentedProps<T>) {
  const id = useId()
  const strip = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const at = options.findIndex((option) => option.value === value)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: options.length - 1 }[event.key]
    const next = to === undefined ? undefined : options.at(to % options.length)
    if (!next) return
    event.preventDefault()
    onChange(next.value)
    strip.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${next.value}`)}`)?.focus()
  }
  return (
    <>
      <div
        ref={strip}
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="flex border-b border-line"
      >
        {options.map((option) => (
          <button
            key={option.value}
            id={`${id}-${option.value}`}
            type="button"
            role="tab"
            aria-selected={option.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={option.value === value ? 0 : -1}
            onClick={() => onChange(option.value)}
            className={cx(
              '-mb-px flex min-h-12 flex-1 items-center justify-center gap-2 border-b-2 px-4 font-semibold transition-colors duration-150',
              option.value === value
                ? 'border-water text-ink'
                : 'border-transparent text-ink-soft hover:text-ink',
            )}
          >
            {option.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${value}`} className={panelClassName}>
        {children}
      </div>
    </>
  )
}
