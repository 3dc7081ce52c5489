import type { Sat } from '../core/units.ts'

/** Satoshis as plain BTC for copying and for URIs: a point, no grouping, no zeros at the end. */
export const toBtcString = (sats: Sat): string => {
  const digits = sats.toString().padStart(9, '0')
  const decimals = digits.slice(-8).replace(/0+$/, '')
  return decimals === '' ? digits.slice(0, -8) : `${digits.slice(0, -8)}.${decimals}`
}
