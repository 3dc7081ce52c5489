import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { WithdrawalView } from '@/components/withdraw/withdrawal-view'

type Props = { params: Promise<{ reqId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { reqId }] = await Promise.all([getTranslations('withdraw.view'), params])
  return { title: t('title', { reqId: reqId.slice(0, 20) }), robots: { index: false } }
}

export default async function WithdrawalPage({ params }: Props) {
  const { reqId } = await params
  if (!/^[1-9][0-9]{0,17}$/.test(reqId)) notFound()
  return <WithdrawalView reqId={reqId} />
}
