import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** The repository's root. */
export const root = join(import.meta.dirname, '..')

/** The environment in which every script runs: the project's own binaries first. */
export const projectEnv = (extra: Record<string, string> = {}): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
  ...extra,
})

/** What a finished command left behind. `output` is stdout and stderr in the order they came. */
export type Finished = { code: number; output: string; seconds: number }

/**
 * Runs a command in the repository's root.
 * @param quiet keeps the output back; otherwise it is also shown as it comes
 * @param behind lets whatever else wants the processor go first
 */
export const run = (
  command: readonly string[],
  {
    quiet = false,
    behind = false,
    env = {},
  }: { quiet?: boolean; behind?: boolean; env?: Record<string, string> } = {},
): Promise<Finished> =>
  new Promise((resolve, reject) => {
    const started = performance.now()
    const [file, ...args] = behind ? ['nice', '-n', '10', ...command] : command
    if (!file) throw new Error('run() needs a command')
    const child = spawn(file, args, { cwd: root, env: projectEnv(env), stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks: Buffer[] = []
    const take = (target: NodeJS.WriteStream) => (chunk: Buffer) => {
      chunks.push(chunk)
      if (!quiet) target.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({
        code: code ?? 1,
        output: Buffer.concat(chunks).toString('utf8'),
        seconds: (performance.now() - started) / 1000,
      }),
    )
  })
