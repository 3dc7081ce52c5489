import { parseOptions } from './options.ts'
import { failureText } from './report.ts'
import { startStack } from './start-stack.ts'

/** Starts the stack and keeps it until a signal or a failure ends it. Exit code 1 after a failure. */
async function main(): Promise<number> {
  const abort = new AbortController()
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        abort.abort()
        resolve()
      })
    }
  })
  try {
    const options = parseOptions(process.argv.slice(2))
    const stack = await startStack(options, { say: console.log, signal: abort.signal })
    const failure = await Promise.race([asked.then(() => null), stack.failed])
    if (failure === null) console.log('\n  Stopping …')
    await stack.stop()
    if (failure !== null) throw failure
    return 0
  } catch (error) {
    if (abort.signal.aborted) {
      console.log('\n  Stopped before it was ready.')
      return 0
    }
    console.error(failureText(error))
    return 1
  }
}

process.exitCode = await main()
// a socket that lingers (keep-alive) must not keep the terminal waiting
process.exit()
