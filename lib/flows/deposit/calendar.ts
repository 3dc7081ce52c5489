const stamp = (seconds: number) => new Date(seconds * 1_000).toISOString().replace(/[-:]|\.\d{3}/g, '')
// RFC 5545 §3.3.11: commas, semicolons and line ends are escaped; §3.1: lines are folded at 75 octets.
const escapeText = (text: string) =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[,;]/g, (mark) => `\\${mark}`)
    .replace(/\r?\n/g, '\\n')
const fold = (line: string) => {
  const encoder = new TextEncoder()
  const lines: string[] = []
  let current = ''
  for (const character of line) {
    if (encoder.encode(current + character).length > (lines.length === 0 ? 75 : 74)) {
      lines.push(current)
      current = ''
    }
    current += character
  }
  return [...lines, current].join('\r\n ')
}

export type Reminder = Readonly<{
  uid: string
  title: string
  text: string
  url: string
  /** Unix seconds */
  at: number
  now: number
  /** seconds before, at which the calendar speaks up */
  alarmBefore: number
}>

/** A calendar entry (RFC 5545) for a deadline, with one alarm before it (C14). */
export const calendarFile = ({ uid, title, text, url, at, now, alarmBefore }: Reminder): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sluice//Deposit deadline//EN',
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(at)}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(text)}`,
    `URL:${url}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    `TRIGGER:-PT${Math.round(alarmBefore / 60)}M`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n')
