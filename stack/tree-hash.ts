import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { repoRoot } from './paths.ts'

/** sha256 over the names and contents of files and folders of the repository; what does not exist counts as empty. */
export function treeHash(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of parts.flatMap((part) => filesOf(path.join(repoRoot, part)))) {
    hash.update(`${path.relative(repoRoot, file)}\0`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesOf(at: string): string[] {
  if (!existsSync(at)) return []
  if (!statSync(at).isDirectory()) return [at]
  const names = readdirSync(at).sort()
  return names.filter((name) => !name.startsWith('.')).flatMap((name) => filesOf(path.join(at, name)))
}
