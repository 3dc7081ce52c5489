'use client'
import { useCallback, useState } from 'react'
import { bytesToHex } from 'viem'
import type { MadeRefundKey } from '@/lib/bitcoin/make-refund-key'
import { download } from './download'
import { useSettings } from './settings'
import { useBridgeContracts } from './use-chain-readers'
import type { MadeKey } from './use-deposit-form'

/**
 * A refund key that the page makes. The secret lives in this component's memory and nowhere else: who shows one way at a time
 * keeps it above them, so that looking at another one does not lose it.
 */
export function useMadeRefundKey(onChange: (key: MadeKey | null) => void) {
  const { bitcoin, evm } = useSettings()
  const { manager } = useBridgeContracts()
  const [key, setKey] = useState<MadeRefundKey | null>(null)
  const make = useCallback(async () => {
    const { makeRefundKey } = await import('@/lib/bitcoin/make-refund-key')
    const made = makeRefundKey(bitcoin.network)
    setKey(made)
    onChange({ address: made.address, pubKeyHash: bytesToHex(made.pubKeyHash), saved: false })
  }, [bitcoin.network, onChange])
  const save = useCallback(async () => {
    if (!key) return
    const { buildRecoveryFile } = await import('@/lib/bitcoin/recovery-file')
    const text = buildRecoveryFile({
      network: bitcoin.network,
      chainId: evm.chainId,
      manager,
      wif: key.wif,
      pubKeyHash: key.pubKeyHash,
      deposit: null,
    })
    download(`sluice-recovery-${key.address.slice(-8)}.json`, 'application/json', text)
    onChange({ address: key.address, pubKeyHash: bytesToHex(key.pubKeyHash), saved: true })
  }, [bitcoin.network, evm.chainId, key, manager, onChange])
  return {
    make,
    save,
    /** there is a secret to be saved */
    held: key !== null,
  }
}
export type MadeRefundKeyModel = ReturnType<typeof useMadeRefundKey>
