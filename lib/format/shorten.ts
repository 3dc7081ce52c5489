import { DASH } from './dash.ts'

/**
 * A hash or address shortened for a table, where the whole one is a click away; short texts stay whole. Never where a
 * person pays or compares: look-alikes share their ends (T33).
 */
export const shorten = (text: string | null | undefined, head = 6, tail = 4): string => {
  if (text === null || text === undefined) return DASH
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`
}
