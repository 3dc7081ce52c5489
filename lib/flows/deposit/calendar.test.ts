import { expect, test } from 'vitest'
import { calendarFile } from './calendar.ts'

const file = calendarFile({
  uid: 'deposit-7@host',
  title: 'Deposit 7: last hours, really; pay',
  text: `Pay 0.05 BTC.\n${'逾期之前付款。'.repeat(12)}`,
  url: 'https://sluice.example/deposit/7',
  at: 1_800_000_000,
  now: 1_799_900_000,
  alarmBefore: 10_800,
})

test('C14: a deadline as RFC 5545 wants it: UTC times, escaped text, folded lines, one alarm before', () => {
  expect(file).toContain('DTSTART:20270115T080000Z\r\n')
  expect(file).toContain('SUMMARY:Deposit 7: last hours\\, really\\; pay\r\n')
  expect(file).toContain('TRIGGER:-PT180M\r\n')
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
  const lines = file.split('\r\n')
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  const unfolded = file.replace(/\r\n /g, '')
  expect(unfolded).toContain(`DESCRIPTION:Pay 0.05 BTC.\\n${'逾期之前付款。'.repeat(12)}\r\n`)
})
