'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useActivity } from '@/lib/hooks/use-activity'
import { useActivityFilter } from '@/lib/hooks/use-activity-filter'
import { useNeeds } from '@/lib/hooks/use-needs'
import { ActivityNotes } from './activity-notes'
import { EmptyList, NobodyYet } from './empty-list'
import { ExportButtons } from './export-buttons'
import { Filters } from './filters'
import { IndexHeight } from './index-height'
import { PendingRows } from './pending-rows'
import { RequestRow } from './request-row'
import { RowSkeletons } from './row-skeletons'

/** The requests of the connected account, or whatever is searched for: from the index, and from the chain beyond it. */
export function ActivityBoard() {
  const t = useTranslations('activity')
  const { filter, set } = useActivityFilter()
  const model = useActivity(filter)
  const { needs } = useNeeds()
  const { index, rows, wanted, whole } = model
  const [loading, setLoading] = useState(false)
  const more = async () => {
    setLoading(true)
    await index.fetchNextPage()
    setLoading(false)
  }
  const pending = wanted && rows.length === 0 && (index.isPending || whole === null)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Filters filter={filter} set={set} model={model} />
      <ActivityNotes model={model} />
      {model.connected !== null && !filter.everybody && <PendingRows account={model.connected} />}
      {!wanted && <NobodyYet />}
      {pending && <RowSkeletons />}
      {wanted && !pending && rows.length === 0 && !model.refused && (
        <EmptyList filter={filter} set={set} model={model} />
      )}
      {rows.length > 0 && (
        <section aria-label={t('list.label')}>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <IndexHeight model={model} />
            <ExportButtons filter={filter} model={model} />
          </div>
          <ul className="divide-y divide-line rounded border border-line bg-surface">
            {rows.map((row) => (
              <RequestRow key={row.reqId} row={row} need={needs.get(row.reqId) ?? null} />
            ))}
          </ul>
          <p className="mt-3 flex flex-wrap items-center gap-4 text-sm text-ink-soft">
            <span aria-live="polite">
              {t(index.hasNextPage ? 'list.some' : whole ? 'list.all' : 'list.shown', {
                count: rows.length,
              })}
            </span>
            {index.hasNextPage && (
              <Button size="sm" busy={loading} onClick={() => void more()}>
                {t('list.more')}
              </Button>
            )}
          </p>
        </section>
      )}
    </div>
  )
}
