import { toSat } from '../core/to-sat.ts'
import { MAX_SATS, type Sat } from '../core/units.ts'
import {
  AmountAmbiguousError,
  AmountDecimalsError,
  AmountEmptyError,
  AmountExponentError,
  AmountHexError,
  AmountNegativeError,
  AmountNotANumberError,
  AmountOverSupplyError,
  AmountZeroError,
} from '../errors/amount.ts'

const DECIMALS = 8
const MAX_LENGTH = 64
const FULL_WIDTH_ZERO = 0xff10
/** Breaking, non-breaking, thin, figure and ideographic spaces, and the apostrophes that Swiss grouping uses. */
const GROUPING = /[\s\u00a0\u2000-\u200a\u202f\u205f\u3000'’]/u
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/gu

/** As typed on any keyboard or pasted from any page → ASCII, one kind of grouping space, no unit. */
const normalise = (typed: string): string =>
  typed
    .replace(INVISIBLE, '')
    .replace(/[０-９]/gu, (digit) => String((digit.codePointAt(0) ?? FULL_WIDTH_ZERO) - FULL_WIDTH_ZERO))
    .replace(/[．。｡]/gu, '.')
    .replace(/[，、]/gu, ',')
    .replace(/[−－‐–]/gu, '-')
    .replace(new RegExp(GROUPING, 'gu'), ' ')
    .trim()
    .replace(/^(₿|BTC) ?|( ?BTC| ?₿)$/giu, '')
    .trim()

const isGrouped = (groups: readonly string[]): boolean =>
  /^\d{1,3}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group))

/**
 * Splits into whole and decimal digits. A mark that comes once and last is the decimal mark; one that comes more than
 * once, or before the other, must group threes. A single comma before exactly three digits can be either and is refused,
 * unless nothing but a zero stands before it.
 */
const split = (text: string, typed: string): [whole: string, decimals: string] => {
  const refuse = (): never => {
    throw new AmountNotANumberError(typed)
  }
  const dots = text.split('.').length - 1
  const commas = text.split(',').length - 1
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const mark = text[last]
  const groupsOf = (part: string, separator: string): string => {
    const groups = part.split(separator)
    return groups.length === 1 || isGrouped(groups) ? groups.join('') : refuse()
  }
  if (dots === 0 && commas === 0) return [text, '']
  if (dots > 0 && commas > 0) {
    const marks = mark === '.' ? dots : commas
    if (marks !== 1) refuse()
    return [groupsOf(text.slice(0, last), mark === '.' ? ',' : '.'), text.slice(last + 1)]
  }
  if (dots + commas > 1) return [groupsOf(text, mark ?? ''), '']
  const [whole = '', decimals = ''] = text.split(mark ?? '')
  if (mark === ',' && decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole))
    throw new AmountAmbiguousError(typed, [`${whole}${decimals}`, `${whole}.${decimals}`])
  return [whole, decimals]
}

/**
 * An amount of BTC as people type or paste it, in satoshis. Reads spaces, thin spaces and apostrophes between thousands,
 * commas and dots by rule, full-width digits, a leading or trailing mark, and the unit BTC or ₿.
 * @throws {AmountError} the class names the rule: empty, not a number, ambiguous, more than 8 decimals, zero, negative,
 * exponent, hexadecimal, above 21,000,000 BTC
 * @example parseAmount('1 234.5') // 123450000000n
 */
export const parseAmount = (typed: string): Sat => {
  const text = normalise(typed.slice(0, MAX_LENGTH + 1))
  if (text === '') throw new AmountEmptyError()
  if (typed.length > MAX_LENGTH) throw new AmountNotANumberError(typed)
  if (/^[-+]?0x/i.test(text)) throw new AmountHexError()
  if (/^[-+]?[\d.,]+e[-+]?\d*$/i.test(text)) throw new AmountExponentError()
  if (/^-[\d.,]/.test(text)) throw new AmountNegativeError()
  if (!/^[\d., ]+$/.test(text) || !/\d/.test(text) || /[.,] | {2}| [.,]/.test(text))
    throw new AmountNotANumberError(typed)

  // Spaces group the whole part in threes; among decimals they stand wherever a page put them.
  const point = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const head = point < 0 ? text : text.slice(0, point)
  if (head.includes(' ') && (!isGrouped(head.split(' ')) || /[.,]/.test(head)))
    throw new AmountNotANumberError(typed)
  const [whole, decimals] = split(text.replaceAll(' ', ''), typed)
  if (decimals.length > DECIMALS) throw new AmountDecimalsError(decimals.length, DECIMALS)
  const sats = BigInt(`${whole}${decimals.padEnd(DECIMALS, '0')}`)
  if (sats === 0n) throw new AmountZeroError()
  if (sats > MAX_SATS) throw new AmountOverSupplyError()
  return toSat(sats)
}
