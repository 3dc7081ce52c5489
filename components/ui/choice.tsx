'use client'
import { type ReactNode, useId } from 'react'
import { cx } from './cx'

export type ChoiceProps<T extends string> = {
  legend: ReactNode
  options: readonly { value: T; label: ReactNode; note?: ReactNode }[]
  value: T | null
  onChange: (value: T) => void
  /** `row` puts short options beside each other. */
  layout?: 'row' | 'column'
}

/** One of a few, all of them visible: radio buttons. */
export function Choice<T extends string>({
  legend,
  options,
  value,
  onChange,
  layout = 'column',
}: ChoiceProps<T>) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-semibold text-ink-soft">{legend}</legend>
      <div className={layout === 'row' ? 'flex flex-wrap gap-2' : 'grid gap-2'}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'flex min-h-11 cursor-pointer items-center gap-3 rounded border px-3 py-2 transition-colors duration-150 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-water',
              option.value === value
                ? 'border-water bg-water-soft'
                : 'border-line-strong bg-surface hover:border-ink-soft',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="size-4 shrink-0 accent-water focus-visible:outline-none"
            />
            <span>
              <span className="block">{option.label}</span>
              {option.note && <span className="block text-sm text-ink-soft">{option.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
