'use client'
import { useEffect, useState } from 'react'
import { cx } from './cx'

export type CopyButtonProps = {
  /** Exactly what lands in the clipboard. */
  value: string
  label: string
  copiedLabel: string
  failedLabel: string
  /** Shows the label beside the sign. */
  wordy?: boolean
  className?: string
}

/** Copies, and says whether it did. */
export function CopyButton({
  value,
  label,
  copiedLabel,
  failedLabel,
  wordy = false,
  className,
}: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2400)
    return () => clearTimeout(timer)
  }, [state])
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setState('copied'),
      () => setState('failed'),
    )
  const said = state === 'copied' ? copiedLabel : state === 'failed' ? failedLabel : label
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={wordy ? undefined : label}
      className={cx(
        'inline-flex items-center justify-center gap-2 rounded text-water hover:bg-water-soft',
        wordy ? 'h-11 border border-line-strong bg-surface px-4 font-semibold' : 'size-8',
        className,
      )}
    >
      <svg viewBox="0 0 16 16" className="size-4 shrink-0" aria-hidden="true">
        {state === 'copied' ? (
          <path d="M2.5 8.5l3.5 3.5 7.5-8" fill="none" stroke="currentColor" strokeWidth="1.5" />
        ) : (
          <path d="M5.5 5.5h8v8h-8zM10.5 3v-.5h-8v8H3" fill="none" stroke="currentColor" strokeWidth="1.25" />
        )}
      </svg>
      {wordy && <span>{said}</span>}
      <span role="status" className="sr-only">
        {state === 'idle' ? '' : said}
      </span>
    </button>
  )
}
