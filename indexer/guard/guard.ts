import { setTimeout as sleep } from 'node:timers/promises'
import { createPublicClient, type Hex, http, type PublicClient } from 'viem'
import type { Endpoints } from '../../lib/config/endpoints.ts'
import type { Source } from '../reconcile.ts'
import { Connection, SecondGuardError } from './connection.ts'
import { CoverageWatch } from './coverage-watch.ts'
import { FinalWatch } from './final-watch.ts'
import { clearWriterLock, dropIndex } from './schemas.ts'
import { Writer } from './writer.ts'

export type Say = (event: string, about?: Record<string, unknown>) => void

const LOOK_MS = 3_000
/** A difference that is there again after a rebuild is the node's doing, not the index's: not all day long. */
const REBUILD_REST_MS = 600_000
/** A server may notice late that a client is gone, and keeps this guard's own lock so long. */
const RELEASE_MS = 30_000

/** Owns the writer of the index: keeps it the only one, restarts it after Postgres, rebuilds what has gone wrong. */
export class Guard {
  readonly #url: string
  readonly #port: number
  readonly #say: Say
  readonly #clients: PublicClient[]
  readonly #coverage: CoverageWatch
  readonly #final: FinalWatch
  #looks = 0
  #connection: Connection | null = null
  #writer: Writer | null = null
  #rebuiltAt = Number.NEGATIVE_INFINITY
  #silent = false
  #stopping = false
  #wake: () => void = () => undefined

  constructor(databaseUrl: string, port: number, endpoints: Endpoints, say: Say) {
    const { evm, contracts, startBlock } = endpoints
    this.#url = databaseUrl
    this.#port = port
    this.#say = say
    this.#clients = evm.rpc.map((url) => createPublicClient({ transport: http(url) }))
    const addresses = contracts as Record<Source, Hex>
    this.#coverage = new CoverageWatch(`http://127.0.0.1:${port}`, startBlock, addresses)
    this.#final = new FinalWatch(evm.chainId)
  }

  /** @returns the exit code: 0 after `stop`, 1 for a second guard, the writer's when it ended by itself */
  async run(): Promise<number> {
    try {
      this.#connection = await Connection.open(this.#url, () => this.#wake())
      await this.#start()
      this.#say('index.started')
      while (!this.#stopping) {
        await this.#pause(LOOK_MS)
        if (this.#stopping) break
        if (!(await this.#connection.holds())) await this.#comeBack()
        else if (this.#writer?.ending != null) return this.#ended(this.#writer.ending)
        else await this.#look()
      }
      return 0
    } catch (error) {
      if (!(error instanceof SecondGuardError)) throw error
      this.#say('guard.second', { cause: error.message })
      return 1
    } finally {
      await this.#writer?.stop()
      await this.#connection?.close()
    }
  }

  /** Lets `run` end, which ends the writer. */
  stop(): void {
    this.#stopping = true
    this.#wake()
  }

  #ended(code: number): number {
    this.#say('index.ended', { code })
    return code
  }

  async #look(): Promise<void> {
    const { client: db } = this.#held()
    const chain = this.#nextClient()
    try {
      const gone = await this.#final.look(db, chain)
      if (gone !== null)
        return await this.#rebuild('reorganisation deeper than finality', { block: gone.number })
      const finding = await this.#coverage.look(chain)
      this.#silent = false
      const { kind, ...about } = finding
      if (kind === 'fine') return
      this.#say(`index.${kind}`, about)
      if (kind === 'stalled') await this.#restart('stalled')
      if (kind !== 'different') return
      if (Date.now() - this.#rebuiltAt < REBUILD_REST_MS) return
      this.#rebuiltAt = Date.now()
      await this.#rebuild('difference', about)
    } catch (error) {
      // the chain is silent, or Postgres was lost in between, which the next look finds out
      if (!this.#silent) this.#say('guard.blind', { cause: messageOf(error) })
      this.#silent = true
    }
  }

  async #rebuild(cause: string, about: Record<string, unknown>): Promise<void> {
    await this.#writer?.kill()
    await dropIndex(this.#held().client)
    this.#final.restart()
    await this.#launch()
    this.#say('index.rebuilt', { cause, ...about })
  }

  async #restart(cause: string): Promise<void> {
    await this.#writer?.kill()
    await this.#start()
    this.#say('index.restarted', { cause })
  }

  /** What a writer goes on with after its Postgres was lost is wrong: it is ended first, and started when it is back. */
  async #comeBack(): Promise<void> {
    const lost = Date.now()
    const before = this.#held().started
    let refused: number | null = null
    this.#say('database.lost')
    await this.#writer?.kill()
    await this.#connection?.close()
    while (!this.#stopping) {
      try {
        this.#connection = await Connection.open(this.#url, () => this.#wake())
        const cause = this.#connection.started === before ? 'connection lost' : 'postgres restarted'
        await this.#start()
        this.#say('index.restarted', { cause, seconds: Math.round((Date.now() - lost) / 1000) })
        return
      } catch (error) {
        if (error instanceof SecondGuardError) refused ??= Date.now()
        if (refused !== null && Date.now() - refused > RELEASE_MS) throw error
        await this.#connection?.close()
        await this.#pause(500)
      }
    }
  }

  /** Starts the writer on what is there, unless the chain has left it. */
  async #start(): Promise<void> {
    const { client: db } = this.#held()
    for (const _ of [1, 2]) {
      const gone = await this.#final.look(db, this.#nextClient()).catch(() => null)
      if (gone !== null) return this.#rebuild('reorganisation deeper than finality', { block: gone.number })
    }
    await this.#launch()
  }

  async #launch(): Promise<void> {
    await clearWriterLock(this.#held().client)
    this.#coverage.restart()
    this.#writer = new Writer(this.#port, () => this.#wake())
  }

  #held(): Connection {
    if (this.#connection === null) throw new Error('the guard has no connection yet')
    return this.#connection
  }

  #nextClient(): PublicClient {
    this.#looks += 1
    const client = this.#clients[this.#looks % this.#clients.length]
    if (client === undefined) throw new Error('no EVM endpoint is configured')
    return client
  }

  /** Sleeps until something happens. */
  async #pause(ms: number): Promise<void> {
    const woken = new AbortController()
    this.#wake = () => woken.abort()
    if (this.#stopping) return
    await sleep(ms, undefined, { signal: woken.signal }).catch(() => undefined)
  }
}

function messageOf(error: unknown): string {
  // viem's long messages hold the URL, which may hold a key
  if (error instanceof Error) return 'shortMessage' in error ? String(error.shortMessage) : error.message
  return String(error)
}
