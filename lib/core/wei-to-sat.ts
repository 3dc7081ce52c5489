import { NotWholeSatoshiError } from '../errors/amount.ts'
import { toSat } from './to-sat.ts'
import { type Sat, WEI_PER_SAT, type Wei } from './units.ts'

/**
 * Wei of native BTC as satoshis, exactly.
 * @throws {NotWholeSatoshiError} when a part of a satoshi would be lost
 */
export const weiToSat = (wei: Wei): Sat => {
  if (wei % WEI_PER_SAT !== 0n) throw new NotWholeSatoshiError(wei)
  return toSat(wei / WEI_PER_SAT)
}
