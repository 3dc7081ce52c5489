'use client'
import { useTranslations } from 'next-intl'
import { type ComponentType, useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { WalletPlace } from './wallet-place'

/** Wallets for pages that do not need them: loaded when asked for, and opened at once. */
export function WalletOnClick() {
  const t = useTranslations('common.wallet')
  const [Island, setIsland] = useState<ComponentType | null>(null)
  const [busy, setBusy] = useState(false)
  const load = () => {
    setBusy(true)
    import('./late-wallets')
      .then(
        (module) => setIsland(() => module.LateWallets),
        () => toast(t('failed'), 'failed'),
      )
      .finally(() => setBusy(false))
  }
  return (
    <WalletPlace>
      {Island ? (
        <Island />
      ) : (
        <Button look="secondary" busy={busy} onClick={load}>
          {busy ? t('loading') : t('connect')}
        </Button>
      )}
    </WalletPlace>
  )
}
