'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { ActivityModel } from '@/lib/hooks/use-activity'
import type { ActivityFilter } from '@/lib/hooks/use-activity-filter'
import { useExport } from '@/lib/hooks/use-export'

/** Everything that matches as a file, not only what is shown (C33). */
export function ExportButtons({ filter, model }: { filter: ActivityFilter; model: ActivityModel }) {
  const t = useTranslations('activity.export')
  const { save, state } = useExport(filter, model)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span role="status" className="text-sm text-ink-soft">
        {state.name === 'reading' && t('reading', { count: state.count })}
        {state.name === 'saved' && t('saved', { count: state.count })}
        {state.name === 'failed' && <span className="text-amber">{t('failed')}</span>}
      </span>
      {(['csv', 'json'] as const).map((form) => (
        <Button key={form} size="sm" busy={state.name === 'reading'} onClick={() => void save(form)}>
          {t(form)}
        </Button>
      ))}
    </div>
  )
}
