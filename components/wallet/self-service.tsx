'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { useEvmAccount } from '@/lib/hooks/use-evm-account'
import { useTransaction } from '@/lib/hooks/use-transaction'
import { TransactionNote } from './transaction-note'
import { useWalletDoors } from './use-wallet-doors'
import { WrongNetwork } from './wrong-network'

type Build = Parameters<ReturnType<typeof useTransaction>['run']>[0]
type Props = {
  label: string
  note?: ReactNode
  build: Build
  onDone?: () => void
  primary?: boolean
}

/**
 * A step that anyone can take with an EVM wallet: connect, switch, send, follow. Where one step takes another's place, each
 * has a `key` of its own, so that the next one can be pressed while the page still reads what came of the last.
 */
export function SelfService({ label, note, build, onDone, primary = false }: Props) {
  const t = useTranslations('wallet.evm')
  const account = useEvmAccount()
  const doors = useWalletDoors()
  const { state, run, stop, ready, underWay } = useTransaction()
  const look = primary ? 'primary' : 'secondary'
  if (account.status !== 'connected')
    return (
      <Button
        look={look}
        busy={account.status === 'reconnecting' || doors.opening}
        onClick={() => void doors.connectEvm()}
      >
        {t('connectYourself')}
      </Button>
    )
  if (account.wrongChain) return <WrongNetwork />
  const send = async () => {
    if ((await run(build)) && onDone) onDone()
  }
  return (
    <div className="grid gap-2">
      <div>
        <Button look={look} busy={underWay || !ready} onClick={() => void send()}>
          {label}
        </Button>
      </div>
      {note && <p className="text-sm text-ink-soft">{note}</p>}
      <TransactionNote state={state} onStop={stop} />
    </div>
  )
}
