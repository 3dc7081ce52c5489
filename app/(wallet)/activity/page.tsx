import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActivityBoard } from '@/components/activity/activity-board'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('activity')
  return { title: t('title'), description: t('lead') }
}

export default async function ActivityPage() {
  const t = await getTranslations('activity')
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mt-2 mb-6 max-w-[70ch] text-ink-soft">{t('lead')}</p>
      <ActivityBoard />
    </>
  )
}
