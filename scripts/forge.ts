import { spawnSync } from 'node:child_process'
import { foundryBinary } from '../stack/evm/foundry-binary.ts'
import { projectEnv, root } from './steps.ts'

const [command, ...rest] = process.argv.slice(2)
// Tests take minutes to compile; what a stack deploys must not wait for them, nor the two write into one cache.
const apart = { FOUNDRY_OUT: '.forge/tests/out', FOUNDRY_CACHE_PATH: '.forge/tests/cache' }

/** Runs forge itself: the wrapper of its npm package ends with 0 whatever forge says, so no failure would be noticed. */
const { status } = spawnSync(foundryBinary('forge'), [...(command ? [command] : []), ...rest], {
  cwd: root,
  env: projectEnv(command === 'test' ? apart : {}),
  stdio: 'inherit',
})
process.exit(status ?? 1)
