import { getTranslations } from 'next-intl/server'
import { ChannelPanel } from '@/components/home/channel-panel'
import { HowItGoes } from '@/components/home/how-it-goes'
import { Ways } from '@/components/home/ways'
import { initialAnswer } from '@/lib/server/initial-answer'
import { readStatus } from '@/lib/server/status'

export default async function HomePage() {
  const t = await getTranslations('home')
  const initial = await initialAnswer(readStatus)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">{t('title')}</h1>
      <p className="max-w-[62ch] self-center text-ink-soft">{t('lead')}</p>
      <Ways initial={initial} />
      <ChannelPanel initial={initial} />
      <div className="lg:col-span-2">
        <HowItGoes />
      </div>
    </div>
  )
}
