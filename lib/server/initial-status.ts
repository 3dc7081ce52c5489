import 'server-only'
import { connection } from 'next/server'
import { readStatus } from './status.ts'

type StatusAnswer = Awaited<ReturnType<typeof readStatus>>

/** A page waits no longer than this for its figures: without them it shows their places, and the browser asks again. */
const PATIENCE_MS = 700

/** The state of the deployment for the first paint; null when it cannot be had quickly. */
export async function initialStatus(): Promise<StatusAnswer | null> {
  await connection()
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null))
  return Promise.race([readStatus().catch(() => null), late])
}
