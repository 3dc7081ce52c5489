'use client'
import { useEffect } from 'react'
import { useEvmAccount } from '@/lib/hooks/use-evm-account'
import { useNeeds } from '@/lib/hooks/use-needs'
import { keepWork } from '@/lib/wallet/remembered-work'
import { WorkSigns } from './work-signs'

/** What waits for the person who is connected; kept for the pages that know no account. */
export function PendingWork() {
  const { needs, known } = useNeeds()
  const { status } = useEvmAccount()
  useEffect(() => {
    if (status === 'disconnected') keepWork(localStorage, null, Date.now())
    else if (known) keepWork(localStorage, needs.size, Date.now())
  }, [known, needs, status])
  return <WorkSigns count={needs.size} />
}
