import { WEI_PER_SAT } from '../core/units.ts'
import { DASH } from './dash.ts'
import { type BtcDecimals, formatBtc } from './format-btc.ts'

/**
 * Native BTC (18 decimals) to read: eight of them, rounded down; what is above zero and under one satoshi says so instead
 * of showing zero. A dash for what is not known.
 */
export function formatNative(wei: bigint | null | undefined, decimals?: BtcDecimals): string {
  if (wei === null || wei === undefined) return DASH
  return wei > 0n && wei < WEI_PER_SAT
    ? `< ${formatBtc(1n, decimals)}`
    : formatBtc(wei / WEI_PER_SAT, decimals)
}
