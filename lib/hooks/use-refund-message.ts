'use client'
import { refundMessage } from '@/lib/bitcoin/refund-message'
import { useSettings } from './settings'
import { useBridgeContracts } from './use-chain-readers'

/** What the owner of a typed refund address signs. */
export function useRefundMessage(address: string): string {
  const { evm } = useSettings()
  const { manager } = useBridgeContracts()
  return refundMessage({ address: address.trim(), chainId: evm.chainId, manager })
}
