import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SpendJournal } from './spend.ts'

const hour = 3_600_000
const open = (path: string, clock: { now: number }) => new SpendJournal(path, () => clock.now)
const fresh = () => join(mkdtempSync(join(tmpdir(), 'keeper-spend-')), 'gas.jsonl')

test('default: sums a day; replacements of one nonce count once', () => {
  const clock = { now: 0 }
  const journal = open(fresh(), clock)
  journal.record(0, 100n)
  journal.record(1, 50n)
  expect(journal.totalWith(1, 70n)).toBe(170n)
  journal.record(1, 70n)
  expect(journal.total()).toBe(170n)
  clock.now = 23 * hour
  journal.record(2, 5n)
  expect(journal.total()).toBe(175n)
  clock.now = 25 * hour
  expect(journal.total()).toBe(5n)
})

test('T30 behavior: what strangers cause for nothing is counted apart, also after a start and once it is mined', () => {
  const clock = { now: 0 }
  const path = fresh()
  const journal = open(path, clock)
  journal.record(0, 100n, true)
  journal.record(1, 50n)
  expect(journal.spareWith(2, 7n)).toBe(107n)
  expect(journal.spareWith(0, 90n)).toBe(90n)
  journal.record(0, 80n)
  const again = open(path, clock)
  expect(again.spareWith(2, 0n)).toBe(80n)
  expect(again.total()).toBe(130n)
  clock.now = 25 * hour
  expect(again.spareWith(2, 0n)).toBe(0n)
})

test('X14 behavior: the daily cap survives a kill, a line cut short included', () => {
  const clock = { now: 0 }
  const path = fresh()
  open(path, clock).record(0, 100n)
  appendFileSync(path, '{"at":1,"nonce":1,"we')
  const again = open(path, clock)
  expect(again.total()).toBe(100n)
  again.record(1, 1n)
  expect(open(path, clock).total()).toBe(101n)
})

test('behavior: the file stays as long as a day', () => {
  const clock = { now: 0 }
  const path = fresh()
  const journal = open(path, clock)
  for (let nonce = 0; nonce < 50; nonce++) journal.record(nonce, 1n)
  clock.now = 25 * hour
  open(path, clock)
  expect(readFileSync(path, 'utf8')).toBe('')
})
