'use client'
import { useEffect, useState } from 'react'
import type { Hex } from 'viem'
import { useSettings } from './settings'

/** The address of a payout script; null until the code that writes it is there. */
export function usePayoutAddress(script: Hex): string | null {
  const { bitcoin } = useSettings()
  const [known, setKnown] = useState<{ script: Hex; address: string | null } | null>(null)
  useEffect(() => {
    let current = true
    void Promise.all([import('@/lib/bitcoin/script-to-address'), import('@/lib/bitcoin/from-hex')]).then(
      ([{ scriptToAddress }, { fromHex }]) => {
        if (current) setKnown({ script, address: scriptToAddress(fromHex(script), bitcoin.network) })
      },
    )
    return () => {
      current = false
    }
  }, [bitcoin.network, script])
  return known?.script === script ? known.address : null
}
