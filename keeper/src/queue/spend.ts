import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const lineSchema = z.object({
  /** milliseconds */
  at: z.number(),
  nonce: z.number(),
  wei: z.string().regex(/^\d+$/),
  /** for something that costs strangers nothing to cause */
  spare: z.boolean().default(false),
})

const dayMs = 86_400_000

/**
 * What gas has cost in the last 24 hours. The most a transaction may cost is written down before it is sent and
 * replaced by what it did cost when it is mined, so a process that is killed in between counts too much, never too
 * little. Only the spending cap depends on this file; losing it loses nothing else.
 */
export class SpendJournal {
  readonly #path: string
  readonly #now: () => number
  #lines = new Map<number, { at: number; wei: bigint; spare: boolean }>()

  constructor(path: string, now: () => number) {
    this.#path = path
    this.#now = now
    mkdirSync(dirname(path), { recursive: true })
    this.#load()
  }

  /** wei spent or possibly spent in the last 24 hours */
  total(): bigint {
    return this.#sum(() => true)
  }

  /** What the total would be with `wei` for `nonce`: replacements of one nonce count once. */
  totalWith(nonce: number, wei: bigint): bigint {
    return this.total() - (this.#lines.get(nonce)?.wei ?? 0n) + wei
  }

  /** The same of what costs strangers nothing to cause. */
  spareWith(nonce: number, wei: bigint): bigint {
    const known = this.#lines.get(nonce)
    return this.#sum(({ spare }) => spare) - (known?.spare ? known.wei : 0n) + wei
  }

  #sum(counts: (line: { spare: boolean }) => boolean): bigint {
    const since = this.#now() - dayMs
    let sum = 0n
    for (const line of this.#lines.values()) if (line.at > since && counts(line)) sum += line.wei
    return sum
  }

  /** @param wei the most it may cost before it is mined; afterwards what it cost */
  record(nonce: number, wei: bigint, spare = this.#lines.get(nonce)?.spare ?? false): void {
    const line = { at: this.#now(), nonce, wei: String(wei), spare }
    appendFileSync(this.#path, `${JSON.stringify(line)}\n`, { mode: 0o600 })
    this.#lines.set(nonce, { at: line.at, wei, spare })
  }

  #load(): void {
    let text: string
    try {
      text = readFileSync(this.#path, 'utf8')
    } catch {
      return
    }
    const since = this.#now() - dayMs
    for (const row of text.split('\n')) {
      const line = parse(row)
      if (line && line.at > since) this.#lines.set(line.nonce, { ...line, wei: BigInt(line.wei) })
    }
    // Rewritten once a start, so that the file stays as long as a day.
    const kept = [...this.#lines].map(([nonce, line]) =>
      JSON.stringify({ ...line, nonce, wei: String(line.wei) }),
    )
    writeFileSync(`${this.#path}.new`, kept.map((row) => `${row}\n`).join(''), { mode: 0o600 })
    renameSync(`${this.#path}.new`, this.#path)
  }
}

/** A last line cut short by a kill is no line. */
function parse(row: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(row))
  } catch {
    return null
  }
}
