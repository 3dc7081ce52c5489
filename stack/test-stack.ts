import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { type PartName, type StackOptions, selectParts } from './options.ts'
import { stackPaths } from './paths.ts'
import { removePostgresHome } from './postgres/reachable.ts'
import { processIdentity } from './process/identity.ts'
import type { Say } from './report.ts'
import { type Stack, startStack } from './start-stack.ts'

/** For tests: a directory of its own and nine free ports, so that copies can run beside each other. */
export interface TestPlace {
  dir: string
  portBase: number
  remove(): void
}

export async function testPlace(): Promise<TestPlace> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'sluice-stack-'))
  const { portBase, release } = await takePorts()
  const remove = () => {
    release()
    removePostgresHome(stackPaths(dir))
    rmSync(dir, { recursive: true, force: true })
  }
  return { dir, portBase, remove }
}

/** Starts `parts` and what they need; no Bitcoin blocks by themselves, so that a test decides when one comes. */
export function startTestStack(
  place: TestPlace,
  parts: PartName[],
  options: Partial<StackOptions> = {},
  say: Say = () => undefined,
): Promise<Stack> {
  const { dir, portBase } = place
  const chosen: StackOptions = {
    mode: 'stack',
    fresh: false,
    blockSeconds: null,
    dir,
    portBase,
    parts: selectParts(parts, null),
    ...options,
  }
  return startStack(chosen, { say })
}

/** Asks the control API. @returns status and parsed body */
export async function control(
  stack: Stack,
  call: string,
  body?: unknown,
): Promise<{ status: number; body: never }> {
  const response = await fetch(`${stack.control}${call}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as never }
}

/** Processes that the runner in `dir` has written down, with what proves that they are still the same. */
export function processesOf(dir: string): { name: string; pid: number; identity: string }[] {
  const { processes } = stackPaths(dir)
  return existsSync(processes) ? JSON.parse(readFileSync(processes, 'utf8')) : []
}

export const stillRuns = ({ pid, identity }: { pid: number; identity: string }) =>
  processIdentity(pid) === identity

/** Nine free ports for who listens on the tenth: two that ask at the same time never get the same. */
async function takePorts(): Promise<{ portBase: number; release: () => void }> {
  for (;;) {
    const portBase = 20_000 + 10 * Math.floor(Math.random() * 90)
    const claim = await listenOn(portBase + 9)
    if (!claim) continue
    const free = await Promise.all(Array.from({ length: 9 }, (_, offset) => isFree(portBase + offset)))
    if (free.every(Boolean)) return { portBase, release: () => claim.close() }
    claim.close()
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = await listenOn(port)
  if (probe) await new Promise((closed) => probe.close(closed))
  return probe !== null
}

/** @returns null when something else listens there */
function listenOn(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.unref()
    server.once('error', () => resolve(null))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server))
  })
}
