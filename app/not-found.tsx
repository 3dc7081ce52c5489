import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotFound } from '@/components/layout/not-found'
import { Shell } from '@/components/layout/shell'
import { WalletOnClick } from '@/components/layout/wallet-on-click'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common.notFound'))('title') }
}

export default function NotFoundPage() {
  return (
    <Shell wallet={<WalletOnClick />}>
      <NotFound />
    </Shell>
  )
}
