'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useBitcoinWallet } from '@/lib/hooks/use-bitcoin-wallet'
import { useEvmAccount } from '@/lib/hooks/use-evm-account'
import { useWalletDoors } from './use-wallet-doors'

const short = (address: string) => `${address.slice(0, 6)}…${address.slice(-4)}`

/** The header's corner: connect, or who is connected. Same size in every state, so that nothing jumps. */
export function WalletButtons() {
  const t = useTranslations('wallet')
  const account = useEvmAccount()
  const { connection } = useBitcoinWallet()
  const doors = useWalletDoors()
  const connected = account.status === 'connected'
  const shown = connected ? short(account.address) : connection ? short(connection.account.address) : null
  return (
    <Button
      className="min-w-42"
      busy={account.status === 'reconnecting' || doors.opening}
      onClick={() => (shown ? doors.showAccounts() : void doors.connectEvm())}
    >
      {shown ? (
        <>
          <span className="sr-only">{t('accounts.button')} </span>
          <span className="figures">{shown}</span>
          {connected && account.wrongChain && (
            <span aria-hidden="true" className="text-amber">
              ▲
            </span>
          )}
          {connection && (
            <span aria-hidden="true" className="text-xs text-ink-soft">
              · BTC
            </span>
          )}
        </>
      ) : account.status === 'reconnecting' ? (
        t('evm.reconnecting')
      ) : (
        t('evm.connect')
      )}
    </Button>
  )
}
