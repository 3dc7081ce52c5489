type Manifest = Partial<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
>
type LockEntry = { version?: string; resolved?: string; link?: boolean; hasInstallScript?: boolean }
/** What the check looks at: the manifest, the lock, and the text of `docs/dependencies.md`. */
export type DependencyFacts = {
  manifest: Manifest
  lock: { packages: Record<string, LockEntry> }
  allowed: string
}

const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
const namesUnder = (text: string, heading: string): Set<string> => {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? ''
  return new Set([...section.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] as string))
}

/**
 * What is wrong with the dependencies: a direct one that is not pinned exactly or has no row in the document, a package
 * with an install script that is not listed there, or one that comes from anywhere but the registry (T40).
 * @returns one sentence a problem; empty when all is well
 */
export const dependencyProblems = ({ manifest, lock, allowed }: DependencyFacts): string[] => {
  const problems: string[] = []
  const direct = namesUnder(allowed, 'Direct')
  const withScripts = namesUnder(allowed, 'Install scripts')
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const
  const wanted = new Map(kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {})))
  for (const [name, version] of wanted) {
    if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))
      problems.push(`${name}: "${version}" is not an exact version`)
    if (!direct.has(name)) problems.push(`${name}: not in the table "Direct" of docs/dependencies.md`)
  }
  for (const name of direct)
    if (!wanted.has(name)) problems.push(`${name}: in docs/dependencies.md, not in package.json`)
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue
    const name = nameOf(path)
    if (entry.link || entry.resolved)
      problems.push(`${name}: comes from ${entry.resolved ?? 'a link'}, not by name`)
    if (!/^\d+\.\d+\.\d+/.test(entry.version ?? '')) problems.push(`${name}: locked to "${entry.version}"`)
    if (entry.hasInstallScript && !withScripts.has(name))
      problems.push(`${name}: has an install script nobody looked at`)
  }
  return problems
}
