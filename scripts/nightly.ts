import { run } from './steps.ts'

/**
 * `npm run test:nightly`: what is too slow for every change, each part bounded in time: long fuzzing and invariants, the
 * draw's statistics at scale, kills of keeper and indexer. `NIGHTLY_MINUTES` says how long it may take in all; with less
 * time everything is still tried, less often.
 */
const fullMinutes = 150
const minutes = Number(process.env.NIGHTLY_MINUTES ?? fullMinutes)
if (!(minutes >= 15)) {
  console.error('NIGHTLY_MINUTES must be a number of minutes, at least 15.')
  process.exit(2)
}
const part = Math.min(1, minutes / fullMinutes)
const scaled = (full: number): string => String(Math.max(1, Math.round(full * part)))

const parts: { name: string; command: string[]; env: Record<string, string>; share: number }[] = [
  {
    name: 'stack',
    command: ['vitest', 'run', '--project', 'stack'],
    env: {
      KEEPER_KILLS: scaled(200),
      AGENT_KILLS: scaled(20),
      AGENT_RACES: scaled(20),
      SLUICE_X1_TRIALS: scaled(200),
      SLUICE_X5_REORGS: scaled(20),
      X22_SCRIPTS: scaled(100_000),
    },
    share: 0.6,
  },
  {
    name: 'contracts',
    command: ['node', 'scripts/contracts.ts'],
    // Forge ends each campaign at its time, whatever is left of its runs: seconds a test.
    env: {
      FOUNDRY_PROFILE: 'nightly',
      FOUNDRY_FUZZ_TIMEOUT: scaled(60),
      FOUNDRY_INVARIANT_TIMEOUT: scaled(300),
    },
    share: 0.4,
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
