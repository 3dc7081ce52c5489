import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { plainBuild } from './plain-build.ts'
import { type Finished, root, run } from './steps.ts'

export type Count = { passed: number; failed: number }
type How = {
  /** keeps what it prints for later */
  quiet: boolean
  /** gives way to the parts that wait for blocks, whose patience is limited */
  behind: boolean
  env?: Record<string, string>
}
export type Part = {
  name: string
  /** Whether it mostly waits for blocks, or works all the time. */
  waits?: true
  /** Needs nothing that is built first. */
  first?: true
  /** Measures what others on the machine would disturb; what it measures is built before. */
  last?: { build: (how: How) => Promise<Finished> }
  /** @param built whether `last.build` has built it */
  run: (how: How, built: boolean) => Promise<Finished>
  count: (finished: Finished) => Count
}

/** A build whose types `check` looks at, see next.config.ts. */
export const onlyOnce = { SLUICE_BUILD_ONCE: '1' }

export const reports = join(root, 'test-results/reports')
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
const vitest = (name: string): Pick<Part, 'name' | 'run' | 'count'> => ({
  name,
  run: (how) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report(name)}`]
    return run(['vitest', 'run', '--project', name, ...reporters], how)
  },
  count: () => {
    const { numPassedTests, numFailedTests } = readReport(name)
    return { passed: Number(numPassedTests), failed: Number(numFailedTests) }
  },
})
const forge = (name: string, script: string): Part => ({
  name,
  run: (how) => run(['npm', 'run', '--silent', script], how),
  count: byLine(/(\d+) tests? passed, (\d+) failed/g),
})

/** Everything that `npm test` runs, in the order of its report. */
export const parts: Part[] = [
  {
    name: 'check',
    run: (how) => run(['node', 'scripts/check.ts'], how),
    count: byLine(/checks: (\d+) passed, (\d+) failed/g),
  },
  { ...vitest('unit'), first: true },
  forge('contracts', 'test:contracts'),
  forge('gas', 'gas:check'),
  {
    name: 'prove',
    run: (how) => run(['node', 'scripts/prove.ts'], how),
    count: ({ output, code }) => {
      const [, proved = 0, asserts = 0] = lastMatch(output, /(\d+) of (\d+) asserts proved/g) ?? []
      return { passed: Number(proved), failed: Number(asserts) - Number(proved) + (code === 0 ? 0 : 1) }
    },
  },
  { ...vitest('stack'), waits: true },
  {
    name: 'e2e',
    waits: true,
    run: async (how) =>
      run(['playwright', 'test', '--reporter=list,json'], {
        ...how,
        env: {
          CHROMIUM_PATH: await findBrowser(),
          PLAYWRIGHT_JSON_OUTPUT_NAME: report('e2e'),
          SLUICE_E2E_WORKERS: process.env.SLUICE_E2E_WORKERS ?? '2',
        },
      }),
    count: () => {
      const stats = readReport('e2e').stats as { expected: number; unexpected: number; flaky: number }
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
    },
  },
  {
    name: 'size',
    last: {
      build: (how) => run(plainBuild.command, { ...how, env: { ...plainBuild.env, ...how.env } }),
    },
    run: async (how, built) =>
      run(['node', 'scripts/size.ts', ...(built ? ['--no-build'] : [])], {
        ...how,
        env: { CHROMIUM_PATH: await findBrowser() },
      }),
    count: ({ code }) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }),
  },
]
