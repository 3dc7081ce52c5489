import type { ClientBase } from 'pg'

/** Where the rows are. */
export const INDEX_SCHEMA = 'app'
/** Where Ponder keeps what it was told by the chain. */
const SYNC_SCHEMA = 'ponder_sync'

type Db = Pick<ClientBase, 'query'>
export type KeptBlock = { number: number; hash: string }

export async function tableExists(db: Db, table: string): Promise<boolean> {
  const { rows } = await db.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [table])
  return rows[0]?.found != null
}

/** A writer that was killed leaves its lock, and the next one would wait 25 s for it. Only for its single owner. */
export async function clearWriterLock(db: Db): Promise<void> {
  if (!(await tableExists(db, `${INDEX_SCHEMA}._ponder_meta`))) return
  await db.query(
    `UPDATE ${INDEX_SCHEMA}._ponder_meta SET value = jsonb_set(value::jsonb, '{is_locked}', '0') WHERE key = 'app'`,
  )
}

/**
 * Throws the index away. With Ponder's cache left in place, events of an abandoned branch would come back from it. The
 * schema of the rows is made again at once, empty: a reader does not start without it.
 */
export async function dropIndex(db: Db): Promise<void> {
  await db.query(`DROP SCHEMA IF EXISTS ${INDEX_SCHEMA}, ${SYNC_SCHEMA} CASCADE`)
  await db.query(`CREATE SCHEMA ${INDEX_SCHEMA}`)
}

/** The highest block that Ponder keeps for good: it keeps final ones only. Null when there is none. */
export async function highestKeptBlock(db: Db, chainId: number): Promise<KeptBlock | null> {
  if (!(await tableExists(db, `${SYNC_SCHEMA}.blocks`))) return null
  const { rows } = await db.query<{ number: string; hash: string }>(
    `SELECT number, hash FROM ${SYNC_SCHEMA}.blocks WHERE chain_id = $1 ORDER BY number DESC LIMIT 1`,
    [chainId],
  )
  return rows[0] === undefined ? null : { number: Number(rows[0].number), hash: rows[0].hash }
}

/** The number of the block that Ponder holds to be final, of which it keeps no hash when it had no events. */
export async function finalBlock(db: Db): Promise<number | null> {
  const table = `${INDEX_SCHEMA}._ponder_checkpoint`
  if (!(await tableExists(db, table))) return null
  const { rows } = await db.query<{ final: string }>(
    `SELECT finalized_checkpoint AS final FROM ${table} LIMIT 1`,
  )
  // ten digits of time, sixteen of chain id, sixteen of block number
  return rows[0] === undefined ? null : Number(rows[0].final.slice(26, 42))
}
