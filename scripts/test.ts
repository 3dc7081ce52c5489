import { mkdirSync, rmSync } from 'node:fs'
import { appBuild, isAppBuilt, stampAppBuild } from '../stack/programs/app.ts'
import { type Finished, run } from './steps.ts'
import { type Count, onlyOnce, type Part, parts, reports } from './test-parts.ts'

/**
 * `npm test`: everything, all parts even when one fails; ends with `N passed, N failed`. The parts that mostly wait for
 * blocks run beside each other, each with chains, ports and database of its own; behind them, one after the other, those
 * that work all the time. `npm test -- unit contracts` runs only the parts named.
 */
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. Parts: ${parts.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const chosen = parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
const waiting = chosen.filter(({ waits }) => waits)
const beside = waiting.length > 0 && chosen.length > 1
const typesChecked = chosen.some(({ name }) => name === 'check') ? onlyOnce : {}
const finished = new Map<string, Finished>()

const take = async (part: Part, behind = false, built = false): Promise<void> => {
  console.log(beside ? `── ${part.name} starts ──` : `\n── ${part.name} ──`)
  const result = await part.run({ quiet: beside, behind }, built)
  if (beside) console.log(`\n── ${part.name} ──\n${result.output}`)
  finished.set(part.name, result)
}

/**
 * Builds what several parts need, once: two at a time would write into each other. What cannot be built fails the parts
 * that need it, in their own words.
 */
const build = async (): Promise<void> => {
  const contracts = run(
    [
      'node',
      'scripts/forge.ts',
      'build',
      'contracts/src',
      'contracts/script',
      'contracts/test/utils/BitcoinProofsHarness.sol',
    ],
    { quiet: true },
  )
  if (!isAppBuilt()) {
    const env = { ...appBuild.env, ...typesChecked }
    const { code } = await run([appBuild.command, ...appBuild.args], { quiet: true, env })
    if (code === 0) stampAppBuild()
  }
  await contracts
}

if (beside) {
  const built = build()
  const ready = new Set<Part>()
  const work = async (): Promise<void> => {
    for (const part of chosen.filter(({ first }) => first)) await take(part)
    await built
    for (const part of chosen.filter(({ waits, first, last }) => !waits && !first && !last))
      await take(part, true)
    for (const part of chosen) {
      const { code } = (await part.last?.build({ quiet: true, behind: true, env: typesChecked })) ?? {
        code: 1,
      }
      if (code === 0) ready.add(part)
    }
  }
  const wait = async (): Promise<void> => {
    await built
    await Promise.all(waiting.map((part) => take(part)))
  }
  await Promise.all([work(), wait()])
  for (const part of chosen.filter(({ last }) => last)) await take(part, false, ready.has(part))
} else for (const part of chosen) await take(part)

const total: Count = { passed: 0, failed: 0 }
const lines: string[] = []
for (const part of chosen) {
  const result = finished.get(part.name)
  if (!result) continue
  let count: Count = { passed: 0, failed: 0 }
  try {
    count = part.count(result)
  } catch (error) {
    console.error(`${part.name} left no report: ${String(error)}`)
  }
  // A part that exits with an error without naming a failed test, or that ran nothing, has failed all the same.
  if (count.failed === 0 && (result.code !== 0 || count.passed === 0)) count.failed = 1
  total.passed += count.passed
  total.failed += count.failed
  lines.push(`${part.name}: ${count.passed} passed, ${count.failed} failed, ${result.seconds.toFixed(0)} s`)
}
console.log(`\n${lines.join('\n')}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
