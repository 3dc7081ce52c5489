import { type Logger, pino } from 'pino'

/** JSON lines; `event` is a stable dotted name that alarms may match on. */
export type Log = Logger

const secretPaths = ['key', 'privateKey', 'password', 'raw', '*.privateKey', '*.password', '*.raw']

/** @param level least level that is written */
export function createLog(level: string): Log {
  return pino({
    level,
    base: { part: 'keeper' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // A raw signed transaction or a key in a log is a leak even at debug level.
    redact: { paths: secretPaths, censor: '<secret>' },
  })
}
