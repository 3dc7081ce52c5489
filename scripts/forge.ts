import { spawnSync } from 'node:child_process'
import { foundryBinary } from '../stack/evm/foundry-binary.ts'
import { projectEnv, root } from './steps.ts'

/** Runs forge itself: the wrapper of its npm package ends with 0 whatever forge says, so no failure would be noticed. */
const { status } = spawnSync(foundryBinary('forge'), process.argv.slice(2), {
  cwd: root,
  env: projectEnv(),
  stdio: 'inherit',
})
process.exit(status ?? 1)
