import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './steps.ts'

/**
 * `npm run test:contracts`: R46 first, the index's own reducer over what short campaigns have recorded (in forge's default
 * profile: only there may tests write files); then all other tests of the contracts but those of gas.
 */
const RECORDS = 'contracts/test/invariant/Records.t.sol'
const forge = (args: string[], profile: string) =>
  run(['node', 'scripts/forge.ts', 'test', ...args], { env: { FOUNDRY_PROFILE: profile } })

rmSync(join(root, '.forge/campaigns'), { recursive: true, force: true })
const recorded = await forge(['--match-path', RECORDS], 'default')
const replayed = recorded.code === 0 ? await run(['vitest', 'run', '--project', 'records']) : recorded
const tested = await forge(
  ['--no-match-path', 'contracts/test/{gas/*,invariant/Records.t.sol}'],
  process.env.FOUNDRY_PROFILE ?? 'ci',
)
process.exit(replayed.code || tested.code)
