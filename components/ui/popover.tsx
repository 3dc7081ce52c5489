'use client'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cx } from './cx'

export type PopoverProps = {
  /** What opens it; its text names the button unless `label` does. */
  trigger: ReactNode
  label?: string
  children: ReactNode
  triggerClassName?: string
  /** Side of the trigger to which it is aligned. */
  align?: 'start' | 'end'
  side?: 'top' | 'bottom'
  className?: string
}

/** More words about something, on press or Enter; Escape and a press elsewhere close it. Works with thumb, mouse and keyboard alike, where a hover would not. */
export function Popover({
  trigger,
  label,
  children,
  triggerClassName,
  align = 'start',
  side = 'bottom',
  className,
}: PopoverProps) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLSpanElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const close = (event: Event) => {
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        button.current?.focus()
      } else if (event.target instanceof Node && root.current?.contains(event.target)) return
      setOpen(false)
    }
    document.addEventListener('keydown', close)
    document.addEventListener('pointerdown', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('pointerdown', close)
    }
  }, [open])
  return (
    <span ref={root} className="relative inline-block">
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className={triggerClassName}
      >
        {trigger}
      </button>
      {open && (
        <span
          id={id}
          role="note"
          className={cx(
            'absolute z-30 block w-max max-w-[min(320px,80vw)] animate-[appear_120ms_ease-out] rounded border border-line-strong bg-surface p-3 text-left text-sm font-normal whitespace-normal text-ink shadow-lift',
            align === 'start' ? 'left-0' : 'right-0',
            side === 'bottom' ? 'top-full mt-2' : 'bottom-full mb-2',
            className,
          )}
        >
          {children}
        </span>
      )}
    </span>
  )
}
