import { cx } from './cx'

/** Whole steps out of a known number: k of n boxes. */
export function Progress({
  done,
  total,
  label,
  text,
}: {
  done: number
  total: number
  label: string
  text: string
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuetext={text}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={Math.min(done, total)}
      className="flex gap-1"
    >
      {Array.from({ length: total }, (_, step) => step).map((step) => (
        <span
          key={step}
          className={cx(
            'h-2 max-w-12 flex-1 rounded border transition-colors duration-150',
            step < done ? 'border-water bg-water' : 'border-line-strong bg-sunken',
          )}
        />
      ))}
    </div>
  )
}
