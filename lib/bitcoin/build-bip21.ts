import type { Sat } from '../core/units.ts'
import { toBtcString } from '../format/to-btc-string.ts'

export type PaymentLink = Readonly<{
  address: string
  sats: Sat | null
  label?: string
  message?: string
}>

/** A BIP-21 payment link: amount in BTC with a point, text percent-encoded (RFC 3986). */
export const buildBip21 = ({ address, sats, label, message }: PaymentLink): string => {
  const parameters = [
    ...(sats === null ? [] : [`amount=${toBtcString(sats)}`]),
    ...(label === undefined ? [] : [`label=${encodeURIComponent(label)}`]),
    ...(message === undefined ? [] : [`message=${encodeURIComponent(message)}`]),
  ]
  return `bitcoin:${address}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`
}
