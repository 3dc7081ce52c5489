'use client'
import { type ComponentType, useEffect, useState } from 'react'
import { TOAST_EVENT, type Toast } from './toast-event'

type Props = { first: Toast; label: string }

/**
 * Says in passing what the person just did. What needs an answer belongs on the page, not here.
 *
 * @param text the sentence, in the person's language
 */
export function toast(text: string, tone: Toast['tone'] = 'note'): void {
  window.dispatchEvent(new CustomEvent<Toast>(TOAST_EVENT, { detail: { text, tone } }))
}

/** Hears {@link toast}; the library behind it is loaded with the first one. Mounted once by the shell. */
export function Toasts({ label }: { label: string }) {
  const [first, setFirst] = useState<Toast | null>(null)
  const [Toaster, setToaster] = useState<ComponentType<Props> | null>(null)
  useEffect(() => {
    if (first) return
    const hear = (event: Event) => {
      if (event instanceof CustomEvent) setFirst(event.detail)
    }
    window.addEventListener(TOAST_EVENT, hear)
    return () => window.removeEventListener(TOAST_EVENT, hear)
  }, [first])
  useEffect(() => {
    if (!first) return
    import('./toaster').then((module) => setToaster(() => module.Toaster))
  }, [first])
  return first && Toaster ? <Toaster first={first} label={label} /> : null
}
