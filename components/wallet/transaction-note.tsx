'use client'
import { Failure } from '@/components/shared/failure'
import { TxStatus } from '@/components/shared/tx-status'
import type { TransactionState } from '@/lib/flows/transaction'
import { useSettings } from '@/lib/hooks/settings'

/** Where a transaction of this page stands, or why it was not sent. Nothing while none was begun. */
export function TransactionNote({ state }: { state: TransactionState }) {
  const { explorers } = useSettings()
  if (state.name === 'idle') return null
  if (state.name === 'failed') return <Failure error={state.error} />
  const hash = 'hash' in state ? (state.name === 'replaced' ? state.by : state.hash) : null
  return (
    <TxStatus
      state={state.name === 'checking' ? 'signing' : state.name}
      hash={hash}
      href={hash && explorers.evm ? `${explorers.evm}/tx/${hash}` : null}
    />
  )
}
