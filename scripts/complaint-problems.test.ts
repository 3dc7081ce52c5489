import { describe, expect, it } from 'vitest'
import { complaintProblems } from './complaint-problems.ts'

const row = (number: number, test: string) => `| C${number} | what | answer | ${test} |`
const all = (change: (number: number) => string | null = () => null) =>
  Array.from({ length: 36 }, (_, at) => at + 1)
    .filter((number) => number !== 32)
    .map((number) => change(number) ?? row(number, '`C1: a test`'))
    .join('\n')
const tests = "test('C1: a test', () => {})"

describe('complaintProblems', () => {
  it('default: every row is there, and every test that it names', () => {
    expect(complaintProblems(all(), tests)).toMatchObject({ problems: [], answered: 35 })
  })

  it.each([
    ['a row that is missing', all((n) => (n === 5 ? '' : null)), 'C5 has 0 rows'],
    ['a row that is there twice', `${all()}\n${row(5, '`C1: a test`')}`, 'C5 has 2 rows'],
    ['a row that nobody knows', `${all()}\n${row(32, '`C1: a test`')}`, 'C32 is no complaint that is known'],
    ['a row without a test', all((n) => (n === 5 ? row(5, '—') : null)), 'C5 has no test'],
    [
      'a test that is gone',
      all((n) => (n === 5 ? row(5, '`C5: gone`') : null)),
      'C5 names a test that is not there: C5: gone',
    ],
  ])('behavior: %s is a problem', (_what, table, problem) => {
    expect(complaintProblems(table, tests).problems).toEqual([problem])
  })
})
