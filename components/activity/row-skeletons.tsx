import { useTranslations } from 'next-intl'
import { Skeleton } from '@/components/ui/skeleton'

/** Rows on their way, in their final shape. */
export function RowSkeletons() {
  const t = useTranslations('activity')
  return (
    <div role="status" aria-label={t('list.loading')} className="grid gap-3">
      <Skeleton className="h-8 w-64" />
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-24" />
      ))}
    </div>
  )
}
