'use client'
import { useCallback, useState } from 'react'
import { makeRefundKey } from '@/lib/bitcoin/make-refund-key'
import { buildRecoveryFile } from '@/lib/bitcoin/recovery-file'
import { toHex } from '@/lib/bitcoin/to-hex'
import { download } from './download'
import { useSettings } from './settings'
import { useBridgeContracts } from './use-chain-readers'
import type { MadeKey } from './use-deposit-form'

/**
 * A refund key that the page makes. The secret lives in this component's memory until its file is saved, and nowhere else.
 */
export function useMadeRefundKey(onChange: (key: MadeKey | null) => void) {
  const { bitcoin, evm } = useSettings()
  const { manager } = useBridgeContracts()
  const [key, setKey] = useState<ReturnType<typeof makeRefundKey> | null>(null)
  const make = useCallback(() => {
    const made = makeRefundKey(bitcoin.network)
    setKey(made)
    onChange({ address: made.address, pubKeyHash: toHex(made.pubKeyHash), saved: false })
  }, [bitcoin.network, onChange])
  const save = useCallback(() => {
    if (!key) return
    const text = buildRecoveryFile({
      network: bitcoin.network,
      chainId: evm.chainId,
      manager,
      wif: key.wif,
      pubKeyHash: key.pubKeyHash,
      deposit: null,
    })
    download(`sluice-recovery-${key.address.slice(-8)}.json`, 'application/json', text)
    onChange({ address: key.address, pubKeyHash: toHex(key.pubKeyHash), saved: true })
  }, [bitcoin.network, evm.chainId, key, manager, onChange])
  return { make, save }
}
