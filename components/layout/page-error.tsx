'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Button } from '@/components/ui/button'
import { buttonStyle } from '@/components/ui/button-style'

export type PageErrorProps = { error: Error & { digest?: string }; reset: () => void }

/** A page that could not be drawn: what happened, what is safe, what to do. */
export function PageError({ error, reset }: PageErrorProps) {
  const t = useTranslations('common')
  useEffect(() => console.error(error), [error])
  return (
    <div role="alert" className="max-w-[60ch]">
      <h1 className="text-xl font-semibold tracking-tight">{t('error.title')}</h1>
      <p className="mt-3">{t('error.text')}</p>
      <p className="mt-3 mb-6 text-ink-soft">{t('error.next')}</p>
      <div className="flex flex-wrap gap-3">
        <Button look="primary" onClick={reset}>
          {t('action.retry')}
        </Button>
        <Link href="/status" className={buttonStyle({ look: 'secondary' })}>
          {t('error.status')}
        </Link>
      </div>
      {error.digest && (
        <p className="figures mt-6 text-sm text-ink-soft">{t('error.code', { code: error.digest })}</p>
      )}
    </div>
  )
}
