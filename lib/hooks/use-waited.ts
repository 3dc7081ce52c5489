'use client'
import { useEffect, useState } from 'react'

/** False until `milliseconds` have passed since this was first drawn: what others get before a person is asked. */
export function useWaited(milliseconds: number): boolean {
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return waited
}
