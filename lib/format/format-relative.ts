import { DASH } from './dash.ts'

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/**
 * How far a moment lies from now: "3 minutes ago", "in 2 hours". Rounds towards now, so nothing is said to be over that
 * is not. A dash when not known.
 * @param time @param now Unix seconds
 */
export const formatRelative = (time: number | null, now: number, locale: string): string => {
  if (time === null) return DASH
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  const delta = time - now
  for (const [unit, size] of units)
    if (Math.abs(delta) >= size) return format.format(Math.trunc(delta / size), unit)
  return format.format(Math.trunc(delta), 'second')
}
