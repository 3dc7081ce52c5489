import { DASH } from './dash.ts'
import { splitDuration } from './split-duration.ts'

/** Time left in one or two units, rounded down so that nobody counts on time that is not there; a dash for unknown. */
export const formatRemaining = (seconds: number | null | undefined, locale: string): string =>
  seconds === null || seconds === undefined
    ? DASH
    : splitDuration(seconds)
        .map(({ unit, count }) =>
          new Intl.NumberFormat(locale, {
            style: 'unit',
            unit: unit.slice(0, -1),
            unitDisplay: 'short',
          }).format(count),
        )
        .join(' ')
