'use client'
import { useTranslations } from 'next-intl'
import { Banner } from '@/components/ui/banner'
import { formatCount } from '@/lib/format/format-count'

export type StaleBannerProps = {
  stale: boolean
  /** Block of the index. */
  index: number | null
  /** Head of the chain; null when unknown. */
  head: number | null
}

/** Says that lists are behind, and that what is signed is not read from them. */
export function StaleBanner({ stale, index, head }: StaleBannerProps) {
  const t = useTranslations('common.stale')
  if (!stale) return null
  const values = { index: formatCount(index), head: formatCount(head) }
  return (
    <Banner tone="wait" title={t('title')}>
      {head === null ? t('unknownHead', values) : t('text', values)}
    </Banner>
  )
}
