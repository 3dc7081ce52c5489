import { DASH } from './dash.ts'

/**
 * A fee rate as sats a virtual byte, without zeros at the end; a dash when not known.
 * @param rate sats per 1,000 virtual bytes
 */
export function formatFeeRate(rate: bigint | null | undefined): string {
  if (rate === null || rate === undefined) return DASH
  const rest = (rate % 1_000n).toString().padStart(3, '0').replace(/0+$/, '')
  return `${rate / 1_000n}${rest === '' ? '' : `.${rest}`}`
}
