'use client'
import { createContext, type ReactNode, useContext, useId } from 'react'
import { cx } from './cx'

type FieldContext = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean }
const Context = createContext<FieldContext | null>(null)

/** What an input inside a {@link Field} takes from it; empty outside one. */
export function useField() {
  const field = useContext(Context)
  if (!field) return {}
  return {
    id: field.id,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
    'aria-required': field.required || undefined,
  }
}

export type FieldProps = {
  label: ReactNode
  /** The rule, said before it is broken. */
  hint?: ReactNode
  /** What is wrong now; takes the hint's place. */
  error?: ReactNode
  /** Stands at the right of the label: a balance, a link. */
  aside?: ReactNode
  required?: boolean
  children: ReactNode
  className?: string
}

/** Label, control, rule and error, tied together for eyes and screen readers. Put one control inside. */
export function Field({ label, hint, error, aside, required = false, children, className }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error || hint
  return (
    <div className={cx('grid gap-2', className)}>
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="text-sm font-semibold text-ink-soft">
          {label}
        </label>
        {aside && <div className="text-sm text-ink-soft">{aside}</div>}
      </div>
      <Context value={{ id, describedBy: note ? noteId : undefined, invalid: Boolean(error), required }}>
        {children}
      </Context>
      <p
        id={noteId}
        aria-live="polite"
        className={cx('min-h-5 text-sm', error ? 'text-red' : 'text-ink-soft')}
      >
        {error && <span aria-hidden="true">▲ </span>}
        {note}
      </p>
    </div>
  )
}
