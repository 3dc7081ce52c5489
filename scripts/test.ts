import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { appBuild, isAppBuilt, stampAppBuild } from '../stack/programs/app.ts'
import { findBrowser } from './browser.ts'
import { type Finished, root, run } from './steps.ts'

/**
 * `npm test`: everything, all parts even when one fails; ends with `N passed, N failed`. One part after the other, but for
 * the two that mostly wait for blocks: they share the time, each with chains, ports and database of its own.
 * `npm test -- unit contracts` runs only the parts named.
 */
type Count = { passed: number; failed: number }
type Part = {
  name: string
  /** @param quiet keeps what it prints for later */
  run: (quiet: boolean) => Promise<Finished>
  count: (finished: Finished) => Count
}

const reports = join(root, 'test-results/reports')
const report = (name: string): string => join(reports, `${name}.json`)
const readReport = (name: string): Record<string, unknown> => JSON.parse(readFileSync(report(name), 'utf8'))

const lastMatch = (text: string, pattern: RegExp): RegExpMatchArray | undefined =>
  [...text.matchAll(pattern)].at(-1)
/** Reads `N passed … N failed` off a part's own last line of counts. */
const byLine =
  (pattern: RegExp) =>
  ({ output }: Finished): Count => {
    const match = lastMatch(output, pattern)
    return { passed: Number(match?.[1] ?? 0), failed: Number(match?.[2] ?? 0) }
  }
const vitestCount = (name: string) => (): Count => {
  const { numPassedTests, numFailedTests } = readReport(name)
  return { passed: Number(numPassedTests), failed: Number(numFailedTests) }
}
const vitest = (name: string): Part => ({
  name,
  run: (quiet) =>
    run(
      [
        'vitest',
        'run',
        '--project',
        name,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report(name)}`,
      ],
      { quiet },
    ),
  count: vitestCount(name),
})
const forge = (name: string, script: string): Part => ({
  name,
  run: () => run(['npm', 'run', '--silent', script]),
  count: byLine(/(\d+) tests? passed, (\d+) failed/g),
})

const parts: Part[] = [
  {
    name: 'check',
    run: () => run(['node', 'scripts/check.ts']),
    count: byLine(/checks: (\d+) passed, (\d+) failed/g),
  },
  vitest('unit'),
  forge('contracts', 'test:contracts'),
  forge('gas', 'gas:check'),
  {
    name: 'prove',
    run: () => run(['node', 'scripts/prove.ts']),
    count: ({ output, code }) => {
      const [, proved = 0, asserts = 0] = lastMatch(output, /(\d+) of (\d+) asserts proved/g) ?? []
      return { passed: Number(proved), failed: Number(asserts) - Number(proved) + (code === 0 ? 0 : 1) }
    },
  },
  vitest('stack'),
  {
    name: 'e2e',
    run: async () =>
      run(['playwright', 'test', '--reporter=list,json'], {
        env: { CHROMIUM_PATH: await findBrowser(), PLAYWRIGHT_JSON_OUTPUT_NAME: report('e2e') },
      }),
    count: () => {
      const stats = readReport('e2e').stats as { expected: number; unexpected: number; flaky: number }
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
    },
  },
  {
    name: 'size',
    run: async () => run(['node', 'scripts/size.ts'], { env: { CHROMIUM_PATH: await findBrowser() } }),
    count: ({ code }) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }),
  },
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. Parts: ${parts.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const total: Count = { passed: 0, failed: 0 }
const lines: string[] = []
const tally = (part: Part, finished: Finished): void => {
  let count: Count = { passed: 0, failed: 0 }
  try {
    count = part.count(finished)
  } catch (error) {
    console.error(`${part.name} left no report: ${String(error)}`)
  }
  // A part that exits with an error without naming a failed test, or that ran nothing, has failed all the same.
  if (count.failed === 0 && (finished.code !== 0 || count.passed === 0)) count.failed = 1
  total.passed += count.passed
  total.failed += count.failed
  lines.push(`${part.name}: ${count.passed} passed, ${count.failed} failed, ${finished.seconds.toFixed(0)} s`)
}
const chosen = parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const waiting = chosen.filter(({ name }) => name === 'stack' || name === 'e2e')
for (const part of chosen) {
  const together = waiting.length === 2 && waiting.includes(part)
  if (together && part !== waiting[0]) continue
  console.log(`\n── ${together ? 'stack and e2e' : part.name} ──`)
  if (!together) {
    tally(part, await part.run(false))
    continue
  }
  // Both need the build, and two at once would write into each other.
  if (!isAppBuilt()) {
    const { code } = await run([appBuild.command, ...appBuild.args], { quiet: true, env: appBuild.env })
    if (code === 0) stampAppBuild()
  }
  const results = await Promise.all(waiting.map((each) => each.run(each.name === 'stack')))
  for (const [at, finished] of results.entries()) {
    const each = waiting[at]
    if (!each) continue
    if (each.name === 'stack') console.log(finished.output)
    tally(each, finished)
  }
}
console.log(`\n${lines.join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
