import { DASH } from './dash.ts'

/**
 * A moment to the minute with its time zone; a dash when not known.
 * @param time Unix seconds @param timeZone IANA name, the reader's own by default
 */
export const formatAbsolute = (time: number | null, locale: string, timeZone?: string): string =>
  time === null
    ? DASH
    : new Intl.DateTimeFormat(locale, {
        year: 'numeric',
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'short',
        ...(timeZone === undefined ? {} : { timeZone }),
      }).format(time * 1_000)
