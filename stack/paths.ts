import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the repository. */
export const repoRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

export interface StackPaths {
  dir: string
  logs: string
  lock: string
  processes: string
  clock: string
  endpoints: string
  bitcoin: string
  cookie: string
  anvilState: string
  postgres: string
  /** names the folder that Postgres uses instead, when it cannot use this one */
  postgresHome: string
  deployment: string
  seed: string
  /** exists until the first start has come to its end */
  unfinished: string
  keeperKey: string
  keeperState: string
  stakerKeys: string
}

/** Where one copy of the stack keeps its state; everything lies under `dir`. */
export function stackPaths(dir: string): StackPaths {
  const at = (...parts: string[]) => path.join(dir, ...parts)
  return {
    dir,
    logs: at('logs'),
    lock: at('runner.lock'),
    processes: at('processes.json'),
    clock: at('clock.json'),
    endpoints: at('endpoints.json'),
    bitcoin: at('bitcoin'),
    cookie: at('bitcoin', 'regtest', '.cookie'),
    anvilState: at('anvil.json'),
    postgres: at('postgres'),
    postgresHome: at('postgres-home'),
    deployment: at('deployment.json'),
    seed: at('seed.json'),
    unfinished: at('unfinished'),
    keeperKey: at('keeper.key'),
    keeperState: at('keeper'),
    stakerKeys: at('stakers'),
  }
}

/** What `--fresh` removes: the state, by name, so that nothing else that lies in the directory is lost. */
export function statePaths(paths: StackPaths): string[] {
  return [
    paths.clock,
    paths.endpoints,
    paths.bitcoin,
    paths.anvilState,
    paths.postgres,
    paths.deployment,
    paths.seed,
    paths.unfinished,
    paths.keeperKey,
    paths.keeperState,
    paths.stakerKeys,
    `${paths.anvilState}.previous`,
    paths.logs,
  ]
}
