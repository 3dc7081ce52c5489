'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { BaseError } from '@/lib/errors/base-error'
import { groupDigits } from '@/lib/format/group-digits'
import { outsideText } from '@/lib/format/outside-text'

type Sentences = { what: string; safe: string | null; next: string }

/** The sentences of a failure, by its code: what happened, what is safe, what to do. */
export function useFailure(): (error: unknown) => Sentences {
  const t = useTranslations('errors')
  return (error) => {
    const known = error instanceof BaseError ? error : null
    // codes come from outside the type system: an unknown one falls back to general words
    const say = (key: string, values?: Record<string, string>): string | null =>
      t.has(key as 'unknown.what') ? t(key as 'unknown.what', values as never) : null
    const values = Object.fromEntries(
      Object.entries(known?.params ?? {}).map(([key, value]) => [
        key,
        typeof value === 'bigint' ? groupDigits(value.toString()) : outsideText(String(value)),
      ]),
    )
    const code = known && say(`${known.code}.what`, values) ? known.code : 'unknown'
    return {
      what: say(`${code}.what`, values) ?? '',
      safe: say(`${code}.safe`, values),
      next: say(`${code}.next`, values) ?? '',
    }
  }
}

export type FailureProps = {
  error: unknown
  /** Things to press: try again, reload. */
  action?: ReactNode
  tone?: 'loss' | 'wait'
}

/** A failure in words. */
export function Failure({ error, action, tone = 'loss' }: FailureProps) {
  const say = useFailure()
  if (!error) return null
  const { what, safe, next } = say(error)
  return (
    <Banner tone={tone} role="alert" title={what} action={action}>
      {safe && <p>{safe}</p>}
      <p>{next}</p>
    </Banner>
  )
}
