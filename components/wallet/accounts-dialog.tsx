'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { useSettings } from '@/lib/hooks/settings'
import { bitcoinSession, useBitcoinWallet } from '@/lib/hooks/use-bitcoin-wallet'
import { useEvmAccount, useEvmAccountActions } from '@/lib/hooks/use-evm-account'
import { chainName } from '@/lib/wallet/chain-name'
import { useWalletDoors } from './use-wallet-doors'
import { WrongNetwork } from './wrong-network'

function Wallet({
  name,
  address,
  where,
  children,
}: {
  name: string
  address: string
  where: string
  children: ReactNode
}) {
  const common = useTranslations('common.action')
  return (
    <section aria-label={name} className="grid gap-2 rounded border border-line p-4">
      <div className="flex items-baseline justify-between gap-4">
        <h3 className="font-semibold">{name}</h3>
        <span className="text-sm text-ink-soft">{where}</span>
      </div>
      <div className="flex items-center justify-between gap-2">
        <span className="figures min-w-0 text-sm break-all">{address}</span>
        <CopyButton
          value={address}
          label={common('copy')}
          copiedLabel={common('copied')}
          failedLabel={common('copyFailed')}
        />
      </div>
      {children}
    </section>
  )
}

/** Both wallets: who is connected, on which network, and the way out. */
export default function AccountsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('wallet')
  const common = useTranslations('common.action')
  const { evm } = useSettings()
  const account = useEvmAccount()
  const { disconnect } = useEvmAccountActions()
  const { connection } = useBitcoinWallet()
  const doors = useWalletDoors()
  return (
    <Dialog open onClose={onClose} title={t('accounts.title')} closeLabel={common('close')}>
      <div className="grid gap-4">
        {account.status === 'connected' ? (
          <Wallet
            name={account.wallet || t('evm.name')}
            address={account.address}
            where={account.chainId === null ? '—' : chainName(account.chainId)}
          >
            <WrongNetwork />
            <Button
              size="sm"
              onClick={() => void disconnect()}
              aria-label={t('accounts.disconnectNamed', { name: account.wallet || t('evm.name') })}
            >
              {t('accounts.disconnect')}
            </Button>
          </Wallet>
        ) : (
          <Button onClick={() => void doors.connectEvm()}>{t('evm.connect')}</Button>
        )}
        {connection ? (
          <Wallet
            name={connection.wallet.name}
            address={connection.account.address}
            where={connection.network === null ? '—' : t(`network.${connection.network}`)}
          >
            <Button
              size="sm"
              onClick={() => void bitcoinSession().disconnect()}
              aria-label={t('accounts.disconnectNamed', { name: connection.wallet.name })}
            >
              {t('accounts.disconnect')}
            </Button>
          </Wallet>
        ) : (
          <Button onClick={doors.connectBitcoin}>{t('bitcoin.connect')}</Button>
        )}
        <p className="text-sm text-ink-soft">
          {t('accounts.chain')}: {chainName(evm.chainId)} ({evm.chainId}). {t('accounts.seed')}
        </p>
      </div>
    </Dialog>
  )
}
