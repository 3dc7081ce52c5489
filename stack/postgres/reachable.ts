import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { StackPaths } from '../paths.ts'
import { StackError } from '../stack-error.ts'
import type { PostgresBinaries } from './binaries.ts'
import type { SystemUser } from './server-user.ts'

const SHARED_FOLDERS = ['/var/tmp', '/tmp']
const PREFIX = 'sluice-postgres-'

export interface PostgresHome {
  binaries: PostgresBinaries
  data: string
}

/**
 * Where Postgres runs from and keeps its data: the package and the stack's directory, or, when its user cannot enter a
 * folder above them (a checkout in root's home or in a private temporary folder), a copy in a shared folder. Which one is
 * written down, so that it is found again and removed by `--fresh`.
 * @throws StackError when there is no folder that the user can reach
 */
export function postgresHome(
  paths: StackPaths,
  binaries: PostgresBinaries,
  user: SystemUser | null,
): PostgresHome {
  const near = { binaries, data: paths.postgres }
  if (user === null || (enterable(paths.dir, user) && enterable(binaries.root, user))) return near
  const home = savedHome(paths) ?? makeHome(paths, user)
  const root = path.join(home, 'package')
  if (!existsSync(root)) cpSync(binaries.root, root, { recursive: true, verbatimSymlinks: true })
  const moved = (file: string) => path.join(root, path.relative(binaries.root, file))
  return {
    binaries: { root, initdb: moved(binaries.initdb), postgres: moved(binaries.postgres) },
    data: path.join(home, 'data'),
  }
}

/** Removes the copy that `postgresHome` made, if it made one. */
export function removePostgresHome(paths: StackPaths): void {
  const home = savedHome(paths)
  if (home !== null) rmSync(home, { recursive: true, force: true })
  rmSync(paths.postgresHome, { force: true })
}

function savedHome(paths: StackPaths): string | null {
  if (!existsSync(paths.postgresHome)) return null
  const home = readFileSync(paths.postgresHome, 'utf8')
  const ours = SHARED_FOLDERS.some((folder) => home.startsWith(path.join(folder, PREFIX)))
  return ours && existsSync(home) ? home : null
}

function makeHome(paths: StackPaths, user: SystemUser): string {
  const folder = SHARED_FOLDERS.find((candidate) => existsSync(candidate) && enterable(candidate, user))
  if (folder === undefined) {
    throw new StackError(
      `The user that Postgres runs as can enter neither ${paths.dir} nor ${SHARED_FOLDERS.join(' nor ')}.`,
      'Start the stack as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
    )
  }
  const home = mkdtempSync(path.join(folder, PREFIX))
  chownSync(home, user.uid, user.gid)
  mkdirSync(paths.dir, { recursive: true })
  writeFileSync(paths.postgresHome, home)
  return home
}

/** True when `user` may pass through every folder down to `dir`. */
function enterable(dir: string, user: SystemUser): boolean {
  const parts = path.resolve(dir).split(path.sep)
  return parts.every((_, depth) => {
    const { mode, uid, gid } = statSync(parts.slice(0, depth + 1).join(path.sep) || path.sep)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    return (mode & bit) !== 0
  })
}
