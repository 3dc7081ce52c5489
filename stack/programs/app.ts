import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ProgramPart } from '../part.ts'
import { repoRoot } from '../paths.ts'
import type { ProgramSpec } from '../process/supervisor.ts'
import type { Run } from '../run.ts'
import { StackError } from '../stack-error.ts'
import { treeHash } from '../tree-hash.ts'

const NEXT = path.join(repoRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
const DIST = '.next'
const STAMP = path.join(repoRoot, DIST, 'sluice-inputs')
/** What a build is made of. */
const INPUTS = [
  ...[
    'app',
    'components',
    'lib',
    'contracts-abi',
    'public',
    'indexer/ponder.schema.ts',
    'next.config.ts',
    'proxy.ts',
  ],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'postcss.config.mjs', 'postcss.config.js'],
]

/** The local build carries the developer panel, see next.config.ts. */
const env = { SLUICE_LOCAL: '1', SLUICE_DIST: DIST, NEXT_TELEMETRY_DISABLED: '1' }

/** How the app is built for production, for whoever runs the command itself. */
export const appBuild = { command: process.execPath, args: [NEXT, 'build'], env }

/** Whether the last build was made of the files that are there. */
export function isAppBuilt(): boolean {
  const built = existsSync(path.join(repoRoot, DIST, 'BUILD_ID')) && existsSync(STAMP)
  return built && readFileSync(STAMP, 'utf8') === treeHash(INPUTS)
}

/** Says that the build which just ended well was made of the files that are there. */
export function stampAppBuild(): void {
  mkdirSync(path.dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, treeHash(INPUTS))
}

/**
 * Builds the app for production, unless its last build was made of the same files.
 * @returns what was done, for the report
 * @throws StackError with the last lines of its log when it fails
 */
export async function buildApp(run: Run): Promise<string> {
  if (isAppBuilt()) return 'up to date'
  const { ending, program } = await run.supervisor.run({ name: 'build', ...appBuild })
  if (ending !== 0) throw new StackError('The app could not be built.', program.lastWords())
  stampAppBuild()
  return 'built'
}

/** The web app: `next dev` or the production build, on loopback. Ready when it answers anything. */
export function appPart(run: Run): ProgramPart {
  const command = run.options.mode === 'dev' ? 'dev' : 'start'
  const spec = async (): Promise<ProgramSpec> => ({
    name: 'app',
    command: process.execPath,
    args: [NEXT, command, '-H', '127.0.0.1', '-p', String(run.ports.app)],
    env: { ...env, SLUICE_ENDPOINTS: run.paths.endpoints },
  })
  const reachable = async () => {
    const response = await fetch(`${run.url('app')}/api/health`, { signal: AbortSignal.timeout(60_000) })
    await response.body?.cancel()
    return true
  }
  return new ProgramPart('app', run.supervisor, spec, reachable, 120_000)
}

/** `next dev` compiles a page when it is first asked for: the first ones a person opens are asked for ahead. */
export function warmUp(run: Run): void {
  for (const page of ['/', '/deposit']) {
    const warmed = fetch(`${run.url('app')}${page}`, { signal: AbortSignal.timeout(120_000) })
    // a page that fails to compile shows its own error to whoever opens it
    warmed.then((response) => response.body?.cancel()).catch(() => undefined)
  }
}
