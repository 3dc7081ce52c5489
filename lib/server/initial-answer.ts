import 'server-only'
import { connection } from 'next/server'

/** A page waits no longer than this for its figures: without them it shows their places, and the browser asks again. */
const PATIENCE_MS = 700

/** What a page's first paint can say, read as its API route reads it; null when it cannot be had quickly. */
export async function initialAnswer<Answer>(read: () => Promise<Answer>): Promise<Answer | null> {
  await connection()
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null))
  return Promise.race([read().catch(() => null), late])
}
