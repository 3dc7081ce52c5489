import { delimiter } from 'node:path'
import type { FullConfig } from '@playwright/test'
import { startTestStack, testPlace } from '../stack/test-stack.ts'

/**
 * A real stack for each worker: production build, Bitcoin blocks only when a test mines one. To use stacks that already
 * run, set `SLUICE_E2E_ENDPOINTS` to their endpoints files, one a worker, as a path lists its folders.
 */
export default async function globalSetup({
  workers,
}: FullConfig): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SLUICE_E2E_ENDPOINTS) return undefined
  const start = async (say: (line: string) => void) => {
    const place = await testPlace()
    const stack = await startTestStack(place, ['app', 'control', 'seed', 'indexer-api', 'keeper'], {}, say)
    return {
      endpoints: stack.paths.endpoints,
      stop: async () => {
        await stack.stop()
        place.remove()
      },
    }
  }
  // the first one builds what the others find built
  const stacks = [await start(console.log)]
  const more = await Promise.all(Array.from({ length: workers - 1 }, () => start(() => undefined)))
  stacks.push(...more)
  process.env.SLUICE_E2E_ENDPOINTS = stacks.map(({ endpoints }) => endpoints).join(delimiter)
  return async () => {
    await Promise.all(stacks.map(({ stop }) => stop()))
  }
}
