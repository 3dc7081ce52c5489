import { BaseError } from '../../lib/errors/base-error.ts'
import { parseConfig } from './config.ts'
import { errorText } from './errors.ts'
import { startKeeper } from './keeper.ts'
import { createLog, type Log } from './log.ts'

/** Entry: `node keeper/src/index.ts --jobs relay,settle`. See keeper/README.md. */
async function main(): Promise<void> {
  let log: Log = createLog('info')
  const die = (event: string, error: unknown): never => {
    const told = error instanceof BaseError ? { code: error.code, hint: error.hint } : {}
    log.fatal({ event, ...told }, errorText(error))
    process.exit(1)
  }
  // Better to start anew from the chains than to go on in a state that nobody planned.
  process.on('unhandledRejection', (error) => die('keeper.crashed', error))
  process.on('uncaughtException', (error) => die('keeper.crashed', error))
  try {
    const config = parseConfig(process.env, process.argv.slice(2))
    log = createLog(config.logLevel)
    const keeper = await startKeeper({ config, log, now: Date.now, step: failPoint(config.failAt) })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        void keeper.stop().then(() => process.exit(0))
      })
  } catch (error) {
    die('keeper.not-started', error)
  }
}

/** Tests end the process the hard way at `step@action`; without KEEPER_FAIL_AT this does nothing. */
function failPoint(failAt: string | null): (name: string, action: string) => void {
  return (name, action) => {
    if (failAt === `${name}@${action.split(':')[0]}`) process.kill(process.pid, 'SIGKILL')
  }
}

await main()
