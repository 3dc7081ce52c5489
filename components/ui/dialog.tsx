'use client'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { cx } from './cx'

export type DialogProps = {
  open: boolean
  /** Called on Escape, on the close button and on a press outside. */
  onClose: () => void
  title: ReactNode
  closeLabel: string
  children: ReactNode
  /** The way out at the bottom. */
  actions?: ReactNode
  className?: string
}

/** The platform's modal dialog: focus stays inside and returns where it came from, Escape closes. */
export function Dialog({ open, onClose, title, closeLabel, children, actions, className }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the dialog's own
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className={cx(
        'fixed inset-x-0 top-auto bottom-0 m-auto max-h-[85dvh] w-full max-w-none overflow-y-auto rounded border border-line-strong bg-surface text-ink shadow-lift open:animate-[appear_150ms_ease-out] sm:inset-0 sm:w-[480px] sm:max-w-[calc(100vw-32px)]',
        className,
      )}
    >
      {open && (
        <div className="p-5 sm:p-6">
          <header className="mb-4 flex items-start justify-between gap-4">
            <h2 id={titleId} className="text-lg font-semibold">
              {title}
            </h2>
            <button
              type="button"
              aria-label={closeLabel}
              onClick={onClose}
              className="-mt-2 -mr-3 flex size-11 shrink-0 items-center justify-center rounded text-ink-soft hover:bg-sunken hover:text-ink"
            >
              <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
                <path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" strokeWidth="1.5" />
              </svg>
            </button>
          </header>
          {children}
          {actions && <div className="mt-6 flex flex-wrap justify-end gap-3">{actions}</div>}
        </div>
      )}
    </dialog>
  )
}
