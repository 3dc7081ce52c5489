import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Endpoints } from '../lib/config/endpoints.ts'
import { defaultOptions, type StackOptions } from './options.ts'
import { type StackPaths, stackPaths, statePaths } from './paths.ts'
import { requireFreePorts, stackPorts } from './ports.ts'
import { removePostgresHome } from './postgres/reachable.ts'
import { endLeftovers, ProcessLedger } from './process/ledger.ts'
import { takeLock } from './process/lock.ts'
import { Supervisor } from './process/supervisor.ts'
import { warmUp } from './programs/app.ts'
import { progressLine, readyScreen, type Say } from './report.ts'
import { Run } from './run.ts'
import { StackError } from './stack-error.ts'
import { runTasks } from './task-graph.ts'
import { portsOf, tasksOf } from './tasks.ts'

export interface Stack {
  /** null when nothing was deployed (`--only` without `deploy`) */
  endpoints: Endpoints | null
  /** base URL of the control API, null when it was left out */
  control: string | null
  /** base URL of the Esplora adapter */
  esplora: string
  /** connection string of the database, null when none was started */
  databaseUrl: string | null
  paths: StackPaths
  /** resolves with the reason when a part dies; everything is stopped by then */
  failed: Promise<StackError>
  /** seconds from the call to ready */
  seconds: number
  /** milliseconds that each part took */
  took: ReadonlyMap<string, number>
  /** Ends every part. The state stays. */
  stop(): Promise<void>
}

/**
 * Starts a copy of the local stack in this process's care and resolves when everything answers.
 * @throws StackError with everything stopped again, when a part cannot start or `signal` ends it
 * @example const stack = await startStack({ mode: 'stack', portBase: 20_000, dir: '/tmp/mine' })
 */
export async function startStack(
  chosen: Partial<StackOptions> = {},
  { say = () => undefined, signal }: { say?: Say; signal?: AbortSignal } = {},
): Promise<Stack> {
  const begun = performance.now()
  const options = { ...defaultOptions, ...chosen }
  const paths = stackPaths(options.dir)
  mkdirSync(paths.dir, { recursive: true })
  const lock = takeLock(paths.lock, paths.dir)
  let run: Run | null = null
  const stop = once(async () => {
    await run?.stop()
    lock.release()
  })
  let die: (error: StackError) => void = () => undefined
  const died = new Promise<never>((_resolve, reject) => {
    die = reject
  })
  died.catch(() => undefined)
  signal?.addEventListener('abort', () => die(new StackError('Stopped while starting.', 'Start again.')))
  try {
    const left = await endLeftovers(paths.processes, lock.stale)
    if (left.length > 0) say(`  Ended what an earlier run left behind: ${left.join(', ')}`)
    if (options.fresh || existsSync(paths.unfinished)) {
      if (!options.fresh) say('  The first start did not come to its end: starting over.')
      removePostgresHome(paths)
      for (const path of statePaths(paths)) rmSync(path, { recursive: true, force: true })
    }
    if (!existsSync(paths.bitcoin)) writeFileSync(paths.unfinished, '')
    const ports = stackPorts(options.portBase)
    await requireFreePorts(ports, portsOf(options))

    const supervisor = new Supervisor(paths.logs, new ProcessLedger(paths.processes), lock.marker, die)
    run = new Run({ options, paths, ports, say, supervisor })
    const took = new Map<string, number>()
    say(`\n  Sluice, local stack in ${paths.dir}\n`)
    const started = runTasks(tasksOf(run), (name, ms, note) => {
      took.set(name, ms)
      say(progressLine(name, ms, note))
    })
    await Promise.race([started, died])
    rmSync(paths.unfinished, { force: true })
    if (options.mode === 'dev' && options.parts.has('app')) warmUp(run)

    const seconds = (performance.now() - begun) / 1000
    const { endpoints, databaseUrl } = run
    const control = options.parts.has('control') ? run.url('control') : null
    const app = options.parts.has('app') ? run.url('app') : null
    const { blockSeconds } = options
    say(
      readyScreen({
        seconds,
        endpoints,
        control,
        app,
        blockSeconds,
        endpointsFile: paths.endpoints,
        logs: paths.logs,
      }),
    )
    const failed = died.catch(async (error: StackError) => {
      await stop()
      return error
    })
    return {
      endpoints,
      control,
      esplora: run.url('esplora'),
      databaseUrl,
      paths,
      failed,
      seconds,
      took,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => {
    running ??= work()
    return running
  }
}
