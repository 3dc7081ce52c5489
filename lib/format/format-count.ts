import { DASH } from './dash.ts'
import { groupDigits } from './group-digits.ts'

/** Whole numbers to read: heights and counts, in threes from ten thousand up; a dash when not known. */
export const formatCount = (value: number | bigint | null | undefined): string => {
  if (value === null || value === undefined) return DASH
  const digits = value.toString()
  return digits.length < 5 ? digits : groupDigits(digits)
}
