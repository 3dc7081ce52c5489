'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'

/** Copies the link to the page it stands on. */
export function ShareLink({ label, copiedLabel }: { label: string; copiedLabel: string }) {
  const common = useTranslations('common.action')
  const [href, setHref] = useState('')
  useEffect(() => setHref(window.location.href), [])
  return (
    <CopyButton value={href} label={label} copiedLabel={copiedLabel} failedLabel={common('copyFailed')} />
  )
}
