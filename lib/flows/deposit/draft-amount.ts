import type { Sat } from '../../core/units.ts'
import { AmountOverMaximumError, AmountUnderMinimumError } from '../../errors/amount.ts'
import { parseAmount } from '../../format/parse-amount.ts'

/** Both null while the chain has not answered: the amount is then checked for its form only. */
export type AmountLimits = Readonly<{ dustSats: Sat | null; maxSats: Sat | null }>

/**
 * The amount of a deposit as typed.
 * @throws {AmountError} the class names the rule
 */
export function draftAmount(typed: string, { dustSats, maxSats }: AmountLimits): Sat {
  const sats = parseAmount(typed)
  if (dustSats !== null && sats < dustSats) throw new AmountUnderMinimumError(sats, dustSats)
  if (maxSats !== null && sats > maxSats) throw new AmountOverMaximumError(sats, maxSats)
  return sats
}
