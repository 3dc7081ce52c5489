'use client'
import { useEffect } from 'react'
import { useEvmAccount } from '@/lib/hooks/use-evm-account'
import { useNeeds } from '@/lib/hooks/use-needs'
import { browserStorage } from '@/lib/wallet/browser-storage'
import { isWalletRemembered } from '@/lib/wallet/remembered'
import { keepWork } from '@/lib/wallet/remembered-work'
import { WorkSigns } from './work-signs'

/** What waits for the person who is connected; kept for the pages that know no account. */
export function PendingWork() {
  const { needs, known } = useNeeds()
  const { status } = useEvmAccount()
  useEffect(() => {
    // A page that was just loaded knows of no account yet.
    if (status === 'disconnected' && !isWalletRemembered(browserStorage()))
      keepWork(browserStorage(), null, 0)
    else if (known) keepWork(browserStorage(), needs.size, Date.now())
  }, [known, needs, status])
  return <WorkSigns count={needs.size} />
}
