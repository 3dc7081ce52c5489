'use client'
import { useMemo } from 'react'
import { buildBip21 } from '@/lib/bitcoin/build-bip21'
import { parseBip21 } from '@/lib/bitcoin/parse-bip21'
import type { Sat } from '@/lib/core/units'

/**
 * The BIP-21 link of a payment, read back before it is shown: what a wallet will read is what was meant.
 * @throws {Bip21Error} when it is not
 */
export function usePaymentLink(address: string, sats: Sat): string {
  return useMemo(() => {
    const link = buildBip21({ address, sats })
    const read = parseBip21(link)
    if (read.address !== address || read.sats !== sats)
      throw new Error('The payment link does not say what it should.')
    return link
  }, [address, sats])
}
