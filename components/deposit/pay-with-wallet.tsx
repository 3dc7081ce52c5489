'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Failure } from '@/components/shared/failure'
import { Moment } from '@/components/shared/moment'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { CoinsNote } from '@/components/wallet/coins-note'
import { useWalletDoors } from '@/components/wallet/use-wallet-doors'
import type { Sat } from '@/lib/core/units'
import { WalletAccountChangedError } from '@/lib/errors/wallet'
import { askedAt, forgetAsked, payWithWallet } from '@/lib/flows/deposit/wallet-payment'
import { useSettings } from '@/lib/hooks/settings'
import { bitcoinSession, useBitcoinWallet } from '@/lib/hooks/use-bitcoin-wallet'
import { browserStorage } from '@/lib/wallet/browser-storage'

type State = { name: 'idle' | 'paying' | 'paid' } | { name: 'failed'; error: unknown }

type Payment = Readonly<{
  address: string
  sats: Sat
  /** Looks for payments and computes the address once more, from every endpoint, at the moment of paying. */
  recheck: () => Promise<string>
}>
type Props = {
  /** all of them in one transaction */
  payments: readonly Payment[]
  /** what the button says; without it, which wallet pays */
  label?: string
}

/** Pays with the connected Bitcoin wallet, once; connects one where there is none. */
export function PayWithWallet({ payments, label }: Props) {
  const t = useTranslations('deposit.pay')
  const wallet = useTranslations('wallet')
  const { bitcoin } = useSettings()
  const { connection, wrongNetwork } = useBitcoinWallet()
  const doors = useWalletDoors()
  const [state, setState] = useState<State>({ name: 'idle' })
  const stop = useRef<AbortController | null>(null)
  // Unix seconds; asked before a reload, or without an answer that says that nothing was sent
  const [asked, setAsked] = useState<number | null>(null)
  const place = payments.map(({ address, sats }) => `${address}:${sats}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew when other payments are asked for
  useEffect(() => setAsked(askedAt(browserStorage(), payments)), [place])
  if (state.name === 'paid')
    return (
      <p role="status" className="text-sm text-green">
        ● {t('paid')}
      </p>
    )
  if (asked !== null && state.name !== 'paying')
    return (
      <div className="grid gap-3">
        {state.name === 'failed' && <Failure error={state.error} tone="wait" />}
        <Banner
          tone="wait"
          title={t('asked')}
          action={
            <Button
              size="sm"
              onClick={() => {
                forgetAsked(browserStorage(), payments)
                setAsked(null)
                setState({ name: 'idle' })
              }}
            >
              {t('notSent')}
            </Button>
          }
        >
          {t.rich('askedText', { at: () => <Moment time={asked} /> })}
        </Banner>
      </div>
    )
  if (!connection)
    return (
      <Button look="primary" onClick={doors.connectBitcoin}>
        {wallet('bitcoin.connect')}
      </Button>
    )
  const pay = async () => {
    if (stop.current) return
    stop.current = new AbortController()
    setState({ name: 'paying' })
    try {
      const before = connection.account.address
      const now: string[] = []
      for (const { recheck } of payments) now.push(await recheck())
      const wallet = bitcoinSession().wallet()
      const state = bitcoinSession().getState()
      if (!wallet || payments.some(({ address }, at) => now[at] !== address))
        throw new WalletAccountChangedError(connection.wallet.name)
      if (state.status !== 'connected' || state.connection.account.address !== before)
        throw new WalletAccountChangedError(connection.wallet.name)
      await payWithWallet(payments, {
        wallet,
        place: browserStorage(),
        now: Math.floor(Date.now() / 1_000),
        signal: stop.current.signal,
      })
      setState({ name: 'paid' })
    } catch (error) {
      setAsked(askedAt(browserStorage(), payments))
      setState({ name: 'failed', error })
    } finally {
      stop.current = null
    }
  }
  const name = connection.wallet.name
  const expected = wallet(`network.${bitcoin.network}`)
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-3">
        <Button
          look="primary"
          busy={state.name === 'paying'}
          reason={
            wrongNetwork && connection.network
              ? wallet('bitcoin.wrong', { actual: wallet(`network.${connection.network}`), expected })
              : null
          }
          onClick={() => void pay()}
        >
          {state.name === 'paying'
            ? t('paying', { wallet: name })
            : (label ?? t('withWallet', { wallet: name }))}
        </Button>
        {state.name === 'paying' && (
          <Button onClick={() => stop.current?.abort()}>{wallet('bitcoin.stop')}</Button>
        )}
      </div>
      <CoinsNote />
      {state.name === 'failed' && <Failure error={state.error} tone="wait" />}
    </div>
  )
}
