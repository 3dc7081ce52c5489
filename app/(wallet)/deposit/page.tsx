import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { DepositForm } from '@/components/deposit/deposit-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('deposit')
  return { title: t('title'), description: t('lead') }
}

export default async function DepositPage({
  searchParams,
}: {
  searchParams: Promise<{ amount?: string | string[] }>
}) {
  const [t, { amount }] = await Promise.all([getTranslations('deposit'), searchParams])
  return (
    <>
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="mt-2 mb-8 max-w-[70ch] text-ink-soft">{t('lead')}</p>
      <DepositForm initialAmount={typeof amount === 'string' ? amount.slice(0, 64) : ''} />
    </>
  )
}
