'use client'
import { useEffect, useState } from 'react'
import { useSettings } from './settings'
import { useBridgeContracts } from './use-chain-readers'

/** What the owner of a typed refund address signs; null until the code that writes it is there. */
export function useRefundMessage(address: string): string | null {
  const { evm } = useSettings()
  const { manager } = useBridgeContracts()
  const [message, setMessage] = useState<string | null>(null)
  useEffect(() => {
    let current = true
    void import('@/lib/bitcoin/refund-message').then(({ refundMessage }) => {
      if (current) setMessage(refundMessage({ address: address.trim(), chainId: evm.chainId, manager }))
    })
    return () => {
      current = false
    }
  }, [address, evm.chainId, manager])
  return message
}
