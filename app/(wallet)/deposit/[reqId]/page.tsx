import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { DepositView } from '@/components/deposit/deposit-view'
import { initialAnswer } from '@/lib/server/initial-answer'
import { readRequest } from '@/lib/server/requests'
import { readStatus } from '@/lib/server/status'

type Props = { params: Promise<{ reqId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { reqId }] = await Promise.all([getTranslations('deposit.view'), params])
  return { title: t('metaTitle', { reqId: reqId.slice(0, 20) }), robots: { index: false } }
}

export default async function DepositRequestPage({ params }: Props) {
  const { reqId } = await params
  if (!/^[1-9][0-9]{0,17}$/.test(reqId)) notFound()
  const [request, status] = await Promise.all([
    initialAnswer(() => readRequest(reqId)),
    initialAnswer(readStatus),
  ])
  return <DepositView reqId={reqId} initial={{ request, status }} />
}
