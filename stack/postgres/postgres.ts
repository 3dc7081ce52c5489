import { execFile } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { StackPaths } from '../paths.ts'
import type { Program } from '../process/program.ts'
import type { Supervisor } from '../process/supervisor.ts'
import { StackError } from '../stack-error.ts'
import type { PostgresBinaries } from './binaries.ts'
import { postgresHome } from './reachable.ts'
import { type SystemUser, serverUser } from './server-user.ts'

const USER = 'sluice'
/** Not a secret: the server listens on loopback and holds only what the chain says anyway. */
const PASSWORD = 'sluice'
const DATABASE = 'sluice'

/**
 * Starts a Postgres of our own and makes its database.
 * @returns its connection string
 * @throws StackError when it cannot be set up or does not start
 */
export async function startPostgres(
  supervisor: Supervisor,
  paths: StackPaths,
  port: number,
  binaries: PostgresBinaries,
): Promise<{ program: Program; url: string }> {
  const user = serverUser()
  const home = postgresHome(paths, binaries, user)
  if (!existsSync(path.join(home.data, 'PG_VERSION'))) await initialise(home.binaries, home.data, user)
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    // the index can be built again from the chain: speed before durability
    'synchronous_commit=off',
    'fsync=off',
  ]
  const program = await supervisor.start({
    name: 'postgres',
    command: home.binaries.postgres,
    args: ['-D', home.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    env: { LC_MESSAGES: 'C' },
    cwd: '/',
    user,
    // fast shutdown: SIGTERM would wait for every client to leave by itself
    stopSignal: 'SIGINT',
  })
  const at = (database: string) => `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`
  await program.ready(() => ensureDatabase(at('postgres')))
  return { program, url: at(DATABASE) }
}

async function initialise(binaries: PostgresBinaries, dir: string, user: SystemUser | null): Promise<void> {
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const secret = mkdtempSync(path.join(os.tmpdir(), 'sluice-initdb-'))
  const passwordFile = path.join(secret, 'password')
  writeFileSync(passwordFile, `${PASSWORD}\n`)
  if (user) for (const file of [dir, secret, passwordFile]) chownSync(file, user.uid, user.gid)
  chmodSync(dir, 0o700)
  try {
    await promisify(execFile)(
      binaries.initdb,
      [
        ...[`--pgdata=${dir}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
      ],
      { cwd: '/', env: { ...process.env, LC_ALL: 'C' }, ...(user ?? {}) },
    )
  } catch (cause) {
    rmSync(dir, { recursive: true, force: true })
    const reason = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    throw new StackError(
      `Postgres could not be set up in ${dir}: ${reason}`,
      'Start over with --fresh, or set DATABASE_URL to a Postgres of your own.',
      { cause },
    )
  } finally {
    rmSync(secret, { recursive: true, force: true })
  }
}

async function ensureDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
    return true
  } finally {
    await client.end()
  }
}
