import { toWei } from './to-wei.ts'
import { type Sat, WEI_PER_SAT, type Wei } from './units.ts'

/** Satoshis as wei of native BTC, exactly. */
export const satToWei = (sats: Sat): Wei => toWei(sats * WEI_PER_SAT)
