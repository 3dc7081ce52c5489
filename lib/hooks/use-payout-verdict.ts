'use client'
import { useEffect, useState } from 'react'
import type { PayoutVerdict } from '@/lib/flows/withdraw/draft-payout'
import { useSettings } from './settings'

/** What a typed address is; null while nothing is typed, or while it is being judged by code that is loaded for it. */
export function usePayoutVerdict(typed: string): PayoutVerdict | null {
  const { bitcoin } = useSettings()
  const [judged, setJudged] = useState<{ typed: string; verdict: PayoutVerdict } | null>(null)
  const text = typed.trim()
  useEffect(() => {
    if (text === '') return
    let current = true
    void import('@/lib/flows/withdraw/draft-payout').then(({ draftPayout }) => {
      if (current) setJudged({ typed: text, verdict: draftPayout(text, bitcoin.network) })
    })
    return () => {
      current = false
    }
  }, [bitcoin.network, text])
  // a verdict about something else is none
  return text !== '' && judged?.typed === text ? judged.verdict : null
}
