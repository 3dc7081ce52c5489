import { DASH } from './dash.ts'
import { groupDigits, THIN_SPACE } from './group-digits.ts'

/**
 * `short`: at least two decimals, no zeros after them. `all`: all eight, for what is compared digit by digit. `grouped`:
 * all eight in groups of 2, 3, 3, so that the last two groups are thousands of satoshis.
 */
export type BtcDecimals = 'short' | 'all' | 'grouped'

/**
 * Satoshis as BTC to read: exact, never rounded, thousands apart by thin spaces. A dash for what is not known.
 *
 * @param sats satoshis; a deficit may be negative
 */
export function formatBtc(sats: bigint | null | undefined, decimals: BtcDecimals = 'short'): string {
  if (sats === null || sats === undefined) return DASH
  const digits = (sats < 0n ? -sats : sats).toString().padStart(9, '0')
  const rest = digits.slice(-8)
  const shown = {
    short: rest.replace(/0{1,6}$/, ''),
    all: rest,
    grouped: [rest.slice(0, 2), rest.slice(2, 5), rest.slice(5)].join(THIN_SPACE),
  }[decimals]
  return `${sats < 0n ? '−' : ''}${groupDigits(digits.slice(0, -8))}.${shown}`
}
