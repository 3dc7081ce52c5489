import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EndpointsPanel } from '@/components/status/endpoints-panel'
import { StatusBoard } from '@/components/status/status-board'
import { initialAnswer } from '@/lib/server/initial-answer'
import { publicConfigOrNull } from '@/lib/server/public-config'
import { readStatus } from '@/lib/server/status'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('status'))('title') }
}

export default async function StatusPage() {
  const t = await getTranslations('status')
  const initial = await initialAnswer(readStatus)
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight">{t('title')}</h1>
      <p className="mt-2 mb-6 max-w-[70ch] text-ink-soft">{t('lead')}</p>
      <StatusBoard initial={initial} endpoints={<EndpointsPanel config={publicConfigOrNull()} />} />
    </>
  )
}
