'use client'
import { useEffect } from 'react'
import { Toaster as Sonner, toast as say } from 'sonner'
import { TOAST_EVENT, type Toast } from './toast-event'

const signs = { done: '●', failed: '▲', note: '○' } as const
const inks = { done: 'text-green', failed: 'text-red', note: 'text-water' } as const

function show({ text, tone }: Toast) {
  say.custom(() => (
    <div className="flex w-[min(356px,calc(100vw-32px))] gap-3 rounded border border-line-strong bg-surface px-4 py-3 text-sm text-ink shadow-lift">
      <span aria-hidden="true" className={inks[tone]}>
        {signs[tone]}
      </span>
      {text}
    </div>
  ))
}

/** The loaded half of {@link Toasts}: shows what was said before it arrived, then whatever follows. */
export function Toaster({ first, label }: { first: Toast; label: string }) {
  useEffect(() => {
    show(first)
    const hear = (event: Event) => {
      if (event instanceof CustomEvent) show(event.detail)
    }
    window.addEventListener(TOAST_EVENT, hear)
    return () => window.removeEventListener(TOAST_EVENT, hear)
  }, [first])
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel={label}
      offset={{ bottom: 24 }}
      mobileOffset={{ bottom: 88 }}
    />
  )
}
