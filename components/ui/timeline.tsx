import type { ReactNode } from 'react'
import { cx } from './cx'

export type StepState = 'done' | 'now' | 'next' | 'failed'

/** The vertical line of an operation: done, now, next. Put {@link Step}s inside. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="grid">
      {children}
    </ol>
  )
}

export type StepProps = {
  state: StepState
  /** The state in words, for who does not see the sign. */
  stateLabel: string
  title: ReactNode
  /** When it happened, or until when it may take. */
  time?: ReactNode
  /** What it waits for, on which chain, since when, until when. */
  children?: ReactNode
}

function Sign({ state }: { state: StepState }) {
  if (state === 'done')
    return (
      <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
        <circle cx="10" cy="10" r="9" className="fill-water" />
        <path d="M6 10.5l2.7 2.7L14.2 7.5" fill="none" strokeWidth="1.75" className="stroke-on-water" />
      </svg>
    )
  if (state === 'now')
    return (
      <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
        <circle cx="10" cy="10" r="8.25" fill="none" strokeWidth="1.5" className="stroke-water" />
        <circle cx="10" cy="10" r="4" className="animate-[breathe_2s_ease-in-out_infinite] fill-water" />
      </svg>
    )
  if (state === 'failed')
    return (
      <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
        <circle cx="10" cy="10" r="9" className="fill-red" />
        <path d="M7 7l6 6M13 7l-6 6" fill="none" strokeWidth="1.75" className="stroke-surface" />
      </svg>
    )
  return (
    <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
      <circle cx="10" cy="10" r="8.25" fill="none" strokeWidth="1.5" className="stroke-line-strong" />
    </svg>
  )
}

/** One step of a {@link Timeline}. */
export function Step({ state, stateLabel, title, time, children }: StepProps) {
  return (
    <li
      aria-current={state === 'now' ? 'step' : undefined}
      className="group grid grid-cols-[20px_1fr] gap-x-4 pb-6 last:pb-0"
    >
      <span className="relative flex justify-center">
        <span
          aria-hidden="true"
          className={cx(
            'absolute top-6 -bottom-5 w-px group-last:hidden',
            state === 'done' ? 'bg-water' : 'bg-line-strong',
          )}
        />
        <span className="relative mt-0.5">
          <Sign state={state} />
        </span>
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p
            className={cx(
              'font-semibold',
              state === 'next' && 'text-ink-soft',
              state === 'failed' && 'text-red',
            )}
          >
            <span className="sr-only">{stateLabel}: </span>
            {title}
          </p>
          {time && <p className="text-sm text-ink-soft">{time}</p>}
        </div>
        {children && <div className="mt-1 text-sm text-ink-soft">{children}</div>}
      </div>
    </li>
  )
}
