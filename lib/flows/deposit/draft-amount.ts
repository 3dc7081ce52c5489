import type { Sat } from '../../core/units.ts'
import { AmountOverMaximumError, AmountUnderMinimumError } from '../../errors/amount.ts'
import { parseAmount } from '../../format/parse-amount.ts'

/** `maxSats`: most that one request may ask for. Null while the chain has not answered: not checked then. */
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
