import { createRequire } from 'node:module'
import path from 'node:path'
import { repoRoot } from '../paths.ts'
import { StackError } from '../stack-error.ts'

/**
 * The program itself: npx and the package's wrapper would stand between it and our signals.
 * @throws StackError when its package is not installed
 */
export function foundryBinary(tool: 'anvil' | 'forge'): string {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const name = `@foundry-rs/${tool}-${process.platform}-${arch}`
  try {
    const require = createRequire(path.join(repoRoot, 'package.json'))
    const exe = process.platform === 'win32' ? '.exe' : ''
    return path.join(path.dirname(require.resolve(`${name}/package.json`)), 'bin', `${tool}${exe}`)
  } catch (cause) {
    throw new StackError(`${tool} is missing (${name}).`, 'Run `npm ci`.', { cause })
  }
}
