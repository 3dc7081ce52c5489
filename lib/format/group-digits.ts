/** Narrow no-break space: groups digits without letting a line end inside a number. */
export const THIN_SPACE = '\u202f'

/** Digits in threes from the right, with thin spaces between. */
export const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE)
