'use client'
import { useSyncExternalStore } from 'react'

let count = 0
const listeners = new Set<() => void>()

/** Sets how many requests wait for the person; what stands around every page shows it without asking for it. */
export const setWorkCount = (next: number): void => {
  if (next === count) return
  count = next
  for (const listener of listeners) listener()
}

/** How many requests wait for the person; 0 where no account is known. */
export const useWorkCount = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => count,
    () => 0,
  )
