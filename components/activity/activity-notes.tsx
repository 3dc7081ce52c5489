'use client'
import { useTranslations } from 'next-intl'
import { StaleBanner } from '@/components/shared/stale-banner'
import { Banner } from '@/components/ui/banner'
import { formatCount } from '@/lib/format/format-count'
import type { ActivityModel } from '@/lib/hooks/use-activity'

/** What a reader of the list has to know: who did not answer, and what the list holds all the same. */
export function ActivityNotes({ model }: { model: ActivityModel }) {
  const t = useTranslations('activity.notes')
  const { index, tail, meta, refused, wanted } = model
  if (!wanted || refused) return null
  const head = tail.data?.head ?? (meta?.indexerLag == null ? null : meta.block + meta.indexerLag)
  const from = tail.data?.from ?? null
  return (
    <>
      {index.isError ? (
        <Banner tone="wait" title={t('indexDown')}>
          <p>{index.data ? t('keptList') : t('noList')}</p>
          {from !== null && <p>{t('fromChain', { block: formatCount(from) })}</p>}
        </Banner>
      ) : (
        <StaleBanner stale={meta?.stale === true} index={meta?.block ?? null} head={head} />
      )}
      {tail.isError && (index.isError || meta?.stale) && <Banner tone="wait">{t('chainDown')}</Banner>}
    </>
  )
}
