'use client'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { Config } from 'wagmi'
import { toast } from '@/components/ui/toast'
import { useSettings } from '@/lib/hooks/settings'
import { bitcoinSession } from '@/lib/hooks/use-bitcoin-wallet'
import { evmSession } from '@/lib/hooks/use-evm-account'
import { type Doors, DoorsContext } from './use-wallet-doors'

const loadModal = () => import('./evm-connect-modal')
const EvmConnectModal = dynamic(loadModal, { ssr: false })
const EvmMissing = dynamic(() => import('./evm-missing'), { ssr: false })
const BitcoinDialog = dynamic(() => import('./bitcoin-dialog'), { ssr: false })
const AccountsDialog = dynamic(() => import('./accounts-dialog'), { ssr: false })

type Open = { what: 'evm'; config: Config } | { what: 'evm-missing' | 'bitcoin' | 'accounts' } | null

/** The dialogs that wallets need, each loaded with the press that opens it. */
export function WalletDoors({ children }: { children: ReactNode }) {
  const t = useTranslations('common.wallet')
  const settings = useSettings()
  const [open, setOpen] = useState<Open>(null)
  const [opening, setOpening] = useState(false)
  const close = useCallback(() => setOpen(null), [])
  const doors = useMemo<Doors>(
    () => ({
      opening,
      connectEvm: async () => {
        setOpening(true)
        try {
          const [runtime] = await Promise.all([evmSession(settings).runtime(), loadModal()])
          setOpen(
            (await runtime.hasWallets()) ? { what: 'evm', config: runtime.config } : { what: 'evm-missing' },
          )
        } catch {
          toast(t('failed'), 'failed')
        }
        setOpening(false)
      },
      connectBitcoin: () => {
        setOpen({ what: 'bitcoin' })
        void bitcoinSession().choose()
      },
      showAccounts: () => setOpen({ what: 'accounts' }),
    }),
    [opening, settings, t],
  )
  return (
    <DoorsContext value={doors}>
      {children}
      {open?.what === 'evm' && <EvmConnectModal config={open.config} onClose={close} />}
      {open?.what === 'evm-missing' && <EvmMissing onClose={close} />}
      {open?.what === 'bitcoin' && <BitcoinDialog onClose={close} />}
      {open?.what === 'accounts' && <AccountsDialog onClose={close} />}
    </DoorsContext>
  )
}
