'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'
import { WalletPlace } from './wallet-place'

const Buttons = dynamic(
  () => import('@/components/wallet/wallet-buttons').then((module) => module.WalletButtons),
  {
    ssr: false,
    loading: () => <Skeleton className="h-11 w-36" />,
  },
)

/** The wallet buttons, loaded after the page; their place is kept meanwhile. */
export function WalletButtonsLazy() {
  return (
    <WalletPlace>
      <Buttons />
    </WalletPlace>
  )
}
