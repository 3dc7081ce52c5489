import { run } from './steps.ts'

/**
 * `npm run test:nightly`: what is too slow for every change, each part bounded in time: long fuzzing and invariants, the
 * draw's statistics at scale, kills of keeper and indexer.
 */
const minutes = Number(process.env.NIGHTLY_MINUTES ?? 150)
const parts: { name: string; command: string[]; env: Record<string, string>; share: number }[] = [
  {
    name: 'contracts',
    command: ['node', 'scripts/forge.ts', 'test', '--no-match-path', 'contracts/test/gas/*'],
    env: { FOUNDRY_PROFILE: 'nightly' },
    share: 0.4,
  },
  {
    name: 'stack',
    command: ['vitest', 'run', '--project', 'stack'],
    env: { KEEPER_KILLS: '200', SLUICE_X1_TRIALS: '200' },
    share: 0.6,
  },
]

let passed = 0
for (const { name, command, env, share } of parts) {
  const seconds = Math.round(minutes * 60 * share)
  console.log(`\n── ${name}, at most ${seconds} s ──`)
  const { code } = await run(['timeout', '--kill-after=30', String(seconds), ...command], { env })
  if (code === 124)
    console.error(`${name}: the time of ${seconds} s ran out (NIGHTLY_MINUTES sets the total)`)
  if (code === 0) passed += 1
}
console.log(`${passed} passed, ${parts.length - passed} failed`)
process.exit(passed === parts.length ? 0 : 1)
