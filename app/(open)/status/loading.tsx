import { getTranslations } from 'next-intl/server'
import { StatusSkeleton } from '@/components/status/status-skeleton'

export default async function StatusLoading() {
  const [t, status] = await Promise.all([getTranslations('common.loading'), getTranslations('status')])
  return (
    <>
      <h1 className="mb-6 text-xl font-semibold tracking-tight">{status('title')}</h1>
      <StatusSkeleton label={t('section', { name: status('title') })} />
    </>
  )
}
