'use client'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Failure } from '@/components/shared/failure'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Spinner } from '@/components/ui/spinner'
import { bitcoinSession, useBitcoinWallet } from '@/lib/hooks/use-bitcoin-wallet'
import { BitcoinWallets } from './bitcoin-wallets'

/** Chooses a Bitcoin wallet and waits for its answer, which the person can stop at any moment. */
export default function BitcoinDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('wallet.bitcoin')
  const common = useTranslations('common.action')
  const { state } = useBitcoinWallet()
  const connected = state.status === 'connected'
  useEffect(() => {
    if (connected) onClose()
  }, [connected, onClose])
  const close = () => {
    bitcoinSession().cancel()
    onClose()
  }
  return (
    <Dialog open onClose={close} title={t('title')} closeLabel={common('close')}>
      <div className="grid min-h-32 content-start gap-4" aria-live="polite">
        {state.status === 'loading' && (
          <p className="flex items-center gap-2 text-ink-soft">
            <Spinner /> {t('loading')}
          </p>
        )}
        {state.status === 'connecting' && (
          <>
            <p className="flex items-center gap-2">
              <Spinner /> {t('waiting', { wallet: state.wallet.name })}
            </p>
            <p className="text-sm text-ink-soft">{t('waitingNote')}</p>
            <Button onClick={() => void bitcoinSession().choose()}>{t('stop')}</Button>
          </>
        )}
        {state.status === 'choosing' && (
          <BitcoinWallets
            wallets={state.wallets}
            onChoose={(wallet) => void bitcoinSession().connect(wallet)}
          />
        )}
        {(state.status === 'choosing' || state.status === 'disconnected') && (
          <Failure error={state.error} tone="wait" />
        )}
      </div>
    </Dialog>
  )
}
