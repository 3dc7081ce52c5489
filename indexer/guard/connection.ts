import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Any number that nothing else in the database takes a lock by. */
const GUARD_LOCK = 5_011_747
const ANSWER_MS = 10_000

/** Another guard owns the writer of this database. */
export class SecondGuardError extends Error {
  constructor() {
    super('another guard runs the writer of this database')
  }
}

/** A guard's connection, which holds the lock that makes it the only one. It is lost once and for all. */
export class Connection {
  readonly client: pg.Client
  /** when this Postgres started: another time means that it has lost what it had not yet written */
  readonly started: string

  private constructor(client: pg.Client, started: string) {
    this.client = client
    this.started = started
  }

  /**
   * @throws SecondGuardError, or pg's error when Postgres does not answer
   */
  static async open(url: string, onLost: () => void): Promise<Connection> {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'sluice_guard',
      connectionTimeoutMillis: ANSWER_MS,
      keepAlive: true,
    })
    client.on('error', onLost)
    client.on('end', onLost)
    await client.connect()
    try {
      await takeLock(client)
      return new Connection(client, await startTime(client))
    } catch (error) {
      await client.end().catch(() => undefined)
      throw error
    }
  }

  /** True when this connection answers and Postgres is the one that it was opened to. */
  async holds(): Promise<boolean> {
    const late = new AbortController()
    const answer = startTime(this.client).then((started) => started === this.started)
    const none = sleep(ANSWER_MS, false, { signal: late.signal })
    try {
      return await Promise.race([answer, none])
    } catch {
      return false
    } finally {
      late.abort()
    }
  }

  async close(): Promise<void> {
    // a Postgres that does not answer would be waited for
    await Promise.race([this.client.end().catch(() => undefined), sleep(500, undefined, { ref: false })])
  }
}

async function startTime(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ started: string }>(
    'SELECT pg_postmaster_start_time()::text AS started',
  )
  return rows[0]?.started ?? ''
}

async function takeLock(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ours: boolean }>('SELECT pg_try_advisory_lock($1) AS ours', [
    GUARD_LOCK,
  ])
  if (!rows[0]?.ours) throw new SecondGuardError()
}
