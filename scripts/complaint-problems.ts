const LAST = 36
/** C32 was never one. */
const numbers = Array.from({ length: LAST }, (_, at) => `C${at + 1}`).filter((number) => number !== 'C32')
/** Rows that may still have no test. It only ever gets shorter. */
const stillOpen: ReadonlySet<string> = new Set([
  'C17',
  'C19',
  'C20',
  'C25',
  'C26',
  'C28',
  'C30',
  'C31',
  'C34',
])

/**
 * What is wrong with the table of complaints: rows that are missing or double, rows without a test that should have one,
 * and tests that are named and do not exist.
 * @param tests the text of all test files
 */
export function complaintProblems(table: string, tests: string) {
  const rows = [...table.matchAll(/^\| (C\d+) \|(.*)\|$/gm)].map(([, number = '', rest = '']) => {
    const test = rest.split('|').at(-1)?.trim() ?? ''
    return { number, test: test.replace(/^`|`$/g, '') }
  })
  const counts = (number: string) => rows.filter((row) => row.number === number).length
  const open = rows.filter(({ test }) => test === '—').map(({ number }) => number)
  const problems = [
    ...numbers
      .filter((number) => counts(number) !== 1)
      .map((number) => `${number} has ${counts(number)} rows`),
    ...rows
      .filter(({ number }) => !numbers.includes(number))
      .map(({ number }) => `${number} is no complaint that is known`),
    ...open.filter((number) => !stillOpen.has(number)).map((number) => `${number} has no test`),
    ...[...stillOpen]
      .filter((number) => counts(number) === 1 && !open.includes(number))
      .map((number) => `${number} has a test: take it off the list in scripts/complaint-problems.ts`),
    ...rows
      .filter(({ test }) => test !== '—' && !tests.includes(test))
      .map(({ number, test }) => `${number} names a test that is not there: ${test}`),
  ]
  return { problems, answered: rows.length - open.length, open }
}
