import { cx } from './cx'

export type MeterProps = {
  /** 0 to 1; null when unknown, which draws an empty scale. */
  value: number | null
  /** What it measures. */
  label: string
  /** The value in words, for who does not see the bar. */
  text: string
  tone?: 'flow' | 'wait' | 'loss' | 'final'
}
const fills = { flow: 'bg-water', wait: 'bg-amber', loss: 'bg-red', final: 'bg-green' } as const

/** A level between empty and full, on a scale of tenths. */
export function Meter({ value, label, text, tone = 'flow' }: MeterProps) {
  const known = value === null ? null : Math.min(1, Math.max(0, value))
  return (
    // biome-ignore lint/a11y/useSemanticElements: the platform's meter cannot carry a scale of tenths
    <div
      role="meter"
      aria-label={label}
      aria-valuetext={text}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known === null ? 0 : Math.round(known * 100)}
      className="relative h-3 overflow-hidden rounded border border-line-strong bg-sunken"
    >
      {known !== null && (
        <span
          className={cx('absolute inset-y-0 left-0 transition-[width] duration-200', fills[tone])}
          style={{ width: `${known * 100}%` }}
        />
      )}
      <span
        aria-hidden="true"
        className="absolute inset-0 bg-[repeating-linear-gradient(90deg,transparent_0,transparent_calc(10%-1px),var(--line-strong)_calc(10%-1px),var(--line-strong)_10%)] opacity-40"
      />
    </div>
  )
}
