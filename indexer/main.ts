import path from 'node:path'
import { parseArgs } from 'node:util'
import { readEndpoints } from '../lib/config/env.server.ts'
import { Guard, type Say } from './guard/guard.ts'
import { Writer } from './guard/writer.ts'

/** One JSON object a line; `event` never changes its meaning (`docs/runbooks/indexer.md`). */
const say: Say = (event, about) =>
  console.log(JSON.stringify({ time: new Date().toISOString(), part: 'indexer', event, ...about }))

/** PGlite is this process's own and disposable: there is nothing to guard. */
async function runAlone(port: number, stopped: Promise<void>): Promise<number> {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const writer = new Writer(port, () => end())
  await Promise.race([ended, stopped])
  const code = writer.ending
  await writer.stop()
  return code ?? 0
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '42069' } } })
  const port = Number(values.port)
  const endpoints = readEndpoints(process.env, path.resolve(import.meta.dirname, '..'))
  let guard: Guard | null = null
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        guard?.stop()
        resolve()
      })
    }
  })
  const databaseUrl = process.env.DATABASE_URL
  if (!databaseUrl) return runAlone(port, stopped)
  guard = new Guard(databaseUrl, port, endpoints, say)
  return guard.run()
}

let code = 1
try {
  code = await main()
} catch (error) {
  say('guard.failed', { cause: error instanceof Error ? error.message : String(error) })
}
process.exit(code)
