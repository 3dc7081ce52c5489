'use client'
import { useTranslations } from 'next-intl'
import { Failure } from '@/components/shared/failure'
import { TxStatus } from '@/components/shared/tx-status'
import { Button } from '@/components/ui/button'
import type { TransactionState } from '@/lib/flows/transaction'
import { useSettings } from '@/lib/hooks/settings'
import { AskedCall } from './asked-call'

type Props = {
  state: TransactionState
  /** Stops waiting for a wallet that does not answer. */
  onStop: () => void
}

/** Where a transaction of this page stands, or why it was not sent. Nothing while none was begun. */
export function TransactionNote({ state, onStop }: Props) {
  const t = useTranslations('wallet.evm')
  const { explorers } = useSettings()
  if (state.name === 'idle') return null
  if (state.name === 'failed') return <Failure error={state.error} />
  if (state.name === 'signing')
    return (
      <div className="grid justify-items-start gap-3">
        <TxStatus state="signing" />
        <p className="text-sm text-ink-soft">{t('waitingNote')}</p>
        {state.asks && <AskedCall asks={state.asks} />}
        <Button size="sm" onClick={onStop}>
          {t('stop')}
        </Button>
      </div>
    )
  const hash = state.name === 'replaced' ? state.by : 'hash' in state ? state.hash : null
  return (
    <TxStatus
      state={state.name === 'checking' ? 'signing' : state.name}
      hash={hash}
      // what an account contract calls its own is nothing that an explorer of the chain knows
      href={hash && explorers.evm && state.name !== 'proposed' ? `${explorers.evm}/tx/${hash}` : null}
    />
  )
}
