import { BaseError } from './base-error.ts'

const fail = (
  code: string,
  message: string,
  hint: string,
  params: Record<string, string | number | bigint> = {},
) => ({
  code: `amount.${code}`,
  message,
  hint,
  params,
})

/** Any amount that cannot be taken as typed. Each rule has its own class. */
export class AmountError extends BaseError {
  override name = 'AmountError'
}
export class AmountEmptyError extends AmountError {
  override name = 'AmountEmptyError'
  constructor() {
    super(fail('empty', 'No amount was given.', 'Type an amount of BTC, for example 0.05.'))
  }
}
export class AmountNotANumberError extends AmountError {
  override name = 'AmountNotANumberError'
  constructor(typed: string) {
    super(
      fail('not_a_number', 'This is not an amount.', 'Use digits and one decimal point, for example 0.05.', {
        typed: typed.slice(0, 64),
      }),
    )
  }
}
export class AmountAmbiguousError extends AmountError {
  override name = 'AmountAmbiguousError'
  constructor(typed: string, readings: readonly [string, string]) {
    super(
      fail(
        'ambiguous',
        `This can be read as ${readings[0]} or as ${readings[1]}.`,
        'Write the decimals after a point and leave the thousands out, for example 1234.5.',
        { typed: typed.slice(0, 64), first: readings[0], second: readings[1] },
      ),
    )
  }
}
export class AmountDecimalsError extends AmountError {
  override name = 'AmountDecimalsError'
  constructor(decimals: number, max: number) {
    super(
      fail(
        'decimals',
        `${decimals} decimals are too many: the smallest part of a bitcoin has ${max}.`,
        `Round it to ${max} decimals.`,
        { decimals, max },
      ),
    )
  }
}
export class AmountZeroError extends AmountError {
  override name = 'AmountZeroError'
  constructor() {
    super(fail('zero', 'The amount is zero.', 'Type an amount above zero.'))
  }
}
export class AmountNegativeError extends AmountError {
  override name = 'AmountNegativeError'
  constructor() {
    super(fail('negative', 'An amount cannot be negative.', 'Remove the minus sign.'))
  }
}
export class AmountExponentError extends AmountError {
  override name = 'AmountExponentError'
  constructor() {
    super(fail('exponent', 'Exponents such as 1e-3 are not read.', 'Write it out, for example 0.001.'))
  }
}
export class AmountHexError extends AmountError {
  override name = 'AmountHexError'
  constructor() {
    super(fail('hex', 'Hexadecimal numbers are not read.', 'Write it in decimal digits.'))
  }
}
export class AmountOverSupplyError extends AmountError {
  override name = 'AmountOverSupplyError'
  constructor() {
    super(
      fail(
        'over_supply',
        'There will never be more than 21,000,000 BTC.',
        'Check where the decimal point is.',
      ),
    )
  }
}
export class AmountUnderMinimumError extends AmountError {
  override name = 'AmountUnderMinimumError'
  /** @param sats amount asked for @param minimum least amount, both in sats */
  constructor(sats: bigint, minimum: bigint) {
    super(
      fail('under_minimum', `The least amount is ${minimum} sats.`, 'Type a larger amount.', {
        sats,
        minimum,
      }),
    )
  }
}
export class AmountOverMaximumError extends AmountError {
  override name = 'AmountOverMaximumError'
  /** @param sats amount asked for @param maximum most that one request may ask for, both in sats */
  constructor(sats: bigint, maximum: bigint) {
    super(
      fail(
        'over_maximum',
        `One request may ask for at most ${maximum} sats.`,
        'Type a smaller amount, or ask several times.',
        { sats, maximum },
      ),
    )
  }
}
export class NotWholeSatoshiError extends AmountError {
  override name = 'NotWholeSatoshiError'
  /** @param wei amount that is not a multiple of 10^10 */
  constructor(wei: bigint) {
    super(
      fail('not_whole_sat', `${wei} wei is not a whole number of satoshis.`, 'Use a multiple of 10^10 wei.', {
        wei,
      }),
    )
  }
}
export class AmountRangeError extends AmountError {
  override name = 'AmountRangeError'
  constructor(unit: string, value: bigint) {
    super(
      fail('range', `${value} is no amount of ${unit}.`, 'Amounts are integers from zero up.', {
        unit,
        value,
      }),
    )
  }
}
