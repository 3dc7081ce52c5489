import { startTestStack, testPlace } from '../stack/test-stack.ts'

/**
 * One real stack for all browser tests: production build, Bitcoin blocks only when a test mines one. To use a stack that
 * already runs, set `SLUICE_E2E_ENDPOINTS` to its endpoints file.
 */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SLUICE_E2E_ENDPOINTS) return undefined
  const place = await testPlace()
  const stack = await startTestStack(
    place,
    ['app', 'control', 'seed', 'indexer-api', 'keeper'],
    {},
    console.log,
  )
  process.env.SLUICE_E2E_ENDPOINTS = stack.paths.endpoints
  return async () => {
    await stack.stop()
    place.remove()
  }
}
