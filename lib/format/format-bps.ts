import { DASH } from './dash.ts'
import { THIN_SPACE } from './group-digits.ts'

/** A rate in bps as percent, exact; a dash for what is not known. */
export const formatBps = (bps: number | bigint | null | undefined): string =>
  bps === null || bps === undefined ? DASH : `${Number(bps) / 100}${THIN_SPACE}%`
