import { spawn } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')

/**
 * Serves the build that the stack has made, a second time and with settings of its own: the stack gives its parts none of
 * the shell's.
 * @returns how to end it
 */
export async function serveApp(port: number, settings: Record<string, string>): Promise<() => Promise<void>> {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const child = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SLUICE_LOCAL: '1',
      SLUICE_DIST: '.next',
      NEXT_TELEMETRY_DISABLED: '1',
      ...settings,
    },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const end = Date.now() + 60_000
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
    if (answer?.ok) return stop
    if (child.exitCode !== null || Date.now() > end) {
      await stop()
      throw new Error('the app does not start: is there a build?')
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
