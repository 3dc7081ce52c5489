import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { WithdrawForm } from '@/components/withdraw/withdraw-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('withdraw')
  return { title: t('title'), description: t('lead') }
}

export default async function WithdrawPage() {
  const t = await getTranslations('withdraw')
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mt-2 mb-8 max-w-[70ch] text-ink-soft">{t('lead')}</p>
      <WithdrawForm />
    </>
  )
}
