import 'server-only'

const root = globalThis as { sluice?: Map<string, unknown> }

/**
 * One instance a process: the framework may load a module once for every route, but a breaker, a cache or a limiter
 * counts only when all routes use the same one.
 */
export function shared<T>(name: string, create: () => T): T {
  root.sluice ??= new Map()
  const existing = root.sluice.get(name)
  if (existing !== undefined) return existing as T
  const created = create()
  root.sluice.set(name, created)
  return created
}
