import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const outpoint = z.object({ txid: z.string().regex(/^[0-9a-f]{64}$/), vout: z.number().int().min(0) })
const intentSchema = z.object({
  version: z.literal(1),
  /** the coin that all attempts spend */
  anchor: outpoint,
  /** of the first attempt, the anchor among them; later attempts take the same ones */
  inputs: z.array(outpoint).min(1),
  /** attempts that were sent, oldest first */
  attempts: z.array(z.object({ txid: z.string(), feeSats: z.string().regex(/^\d+$/), height: z.number() })),
})
export type Intent = z.infer<typeof intentSchema>

/**
 * What was going to be signed, one file a payment, on disk before the signature exists. It keeps the inputs of attempts the
 * same and remembers when each was sent. A help, not the truth: who loses it finds the same first coin again.
 */
export class Intents {
  readonly #dir: string

  constructor(dir: string) {
    this.#dir = dir
    mkdirSync(dir, { recursive: true, mode: 0o700 })
  }

  /** Null when there is none, or none that can be read. */
  get(name: string): Intent | null {
    try {
      return intentSchema.parse(JSON.parse(readFileSync(this.#path(name), 'utf8')))
    } catch {
      return null
    }
  }

  /** Returns only when it would outlive the loss of power. */
  put(name: string, intent: Intent): void {
    const path = this.#path(name)
    const file = openSync(`${path}.new`, 'w', 0o600)
    try {
      writeSync(file, JSON.stringify(intent))
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(`${path}.new`, path)
    // The name is in the directory, and that has to be on disk as well.
    const dir = openSync(dirname(path), 'r')
    try {
      fsyncSync(dir)
    } finally {
      closeSync(dir)
    }
  }

  remove(name: string): void {
    rmSync(this.#path(name), { force: true })
  }

  #path(name: string): string {
    return join(this.#dir, `${name}.json`)
  }
}
