const LAST = 36
/** C32 was never one. */
const numbers = Array.from({ length: LAST }, (_, at) => `C${at + 1}`).filter((number) => number !== 'C32')

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
    ...open.map((number) => `${number} has no test`),
    ...rows
      .filter(({ test }) => test !== '—' && !tests.includes(test))
      .map(({ number, test }) => `${number} names a test that is not there: ${test}`),
  ]
  return { problems, answered: rows.length - open.length }
}
