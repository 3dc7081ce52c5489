'use client'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import { formatBtc } from '@/lib/format/format-btc'
import { useSettings } from '@/lib/hooks/settings'
import { useBitcoinWallet } from '@/lib/hooks/use-bitcoin-wallet'
import type { RecoverWayProps } from './recover-way-props'

/** Signs with the connected Bitcoin wallet, which shows the same amount and address once more. */
export function RecoverWallet({ draft, asked, why, send }: RecoverWayProps) {
  const t = useTranslations('deposit.recover')
  const wallet = useTranslations('wallet')
  const { bitcoin } = useSettings()
  const { connection, wrongNetwork } = useBitcoinWallet()
  const doors = useWalletDoors()
  if (!connection)
    return (
      <div>
        <Button onClick={doors.connectBitcoin}>{wallet('bitcoin.connect')}</Button>
      </div>
    )
  const { state } = send
  const wrong =
    wrongNetwork && connection.network
      ? wallet('bitcoin.wrong', {
          actual: wallet(`network.${connection.network}`),
          expected: wallet(`network.${bitcoin.network}`),
        })
      : null
  return (
    <div className="flex flex-wrap gap-3">
      <Button
        look="primary"
        busy={state.name !== 'idle' && state.name !== 'failed'}
        reason={wrong ?? (draft.walletHasKey ? why : t('why.key'))}
        onClick={() => asked && void send.withWallet(asked, connection.wallet.name)}
      >
        {state.name === 'signing'
          ? t('signing', { wallet: connection.wallet.name })
          : asked
            ? t('go', { amount: formatBtc(asked.payout) })
            : t('goEmpty')}
      </Button>
      {state.name === 'signing' && <Button onClick={send.stop}>{wallet('bitcoin.stop')}</Button>}
    </div>
  )
}
