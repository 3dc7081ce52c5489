import type { Endpoints } from '../lib/config/endpoints.ts'
import { StackError } from './stack-error.ts'

/** Where progress goes: a terminal, or nowhere in tests. */
export type Say = (line: string) => void

const bold = (text: string) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text)

export function progressLine(part: string, ms: number, note = ''): string {
  return `  ${part.padEnd(12)} ${(ms / 1000).toFixed(1).padStart(5)} s${note === '' ? '' : `   ${note}`}`
}

/** One screen: where it is, what to try, how to stop. */
export function readyScreen(run: {
  seconds: number
  endpoints: Endpoints | null
  endpointsFile: string
  control: string | null
  app: string | null
  blockSeconds: number | null
  logs: string
}): string {
  const rhythm = run.blockSeconds === null ? 'only when asked' : `every ${run.blockSeconds} s`
  const lines = ['', bold(`  Ready in ${run.seconds.toFixed(1)} s.`), '']
  if (run.app) {
    lines.push(
      `  Open      ${bold(run.app)}`,
      `  Try       ${run.app}/deposit: connect the built-in wallets and deposit 0.01 BTC`,
    )
  }
  if (run.control) {
    lines.push(
      `  Control   ${run.control}/status`,
      `            curl -X POST ${run.control}/mine -d '{"blocks":6}'      docs/stack.md lists the rest`,
    )
  }
  lines.push(`  Bitcoin   regtest, a block ${rhythm}`)
  if (run.endpoints) lines.push(`  Addresses ${run.endpointsFile}`)
  lines.push(`  Logs      ${run.logs}`, '  Stop      Ctrl-C. The state stays; --fresh starts over.', '')
  return lines.join('\n')
}

/** One message for a person: what happened, what to do. A stack trace only for what nobody foresaw. */
export function failureText(error: unknown): string {
  if (error instanceof StackError) return `\n${bold(error.message)}\n${error.hint}\n`
  return `\n${bold('The stack failed in a way it does not know.')}\n${error instanceof Error ? error.stack : error}\n`
}
