import { rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { LOCAL_CHAIN_ID } from '../evm/anvil.ts'
import type { EvmClient } from '../evm/client.ts'
import { repoRoot } from '../paths.ts'
import { StackError } from '../stack-error.ts'
import { treeHash } from '../tree-hash.ts'

export const INDEX_SCHEMA = 'app'
const SYNC_SCHEMA = 'ponder_sync'
/** What decides the index's content besides the chain. */
const CODE = ['indexer/ponder.config.ts', 'indexer/ponder.schema.ts', 'indexer/src', 'contracts-abi']

/**
 * Makes sure that the index about to be started was built on this chain, by this code, and drops it otherwise: an old
 * database would mix the events of a chain that is gone into the new one.
 * @returns what was done, for the report; undefined when the index goes on as it is
 * @throws StackError when the database holds somebody else's schemas
 */
export async function prepareIndex(databaseUrl: string, evm: EvmClient): Promise<string | undefined> {
  return withClient(databaseUrl, (client) => prepare(client, evm))
}

/** A writer that was killed leaves its lock, and the next one would wait 25 s for it. There is only ever ours. */
export async function unlockIndex(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    if (!(await exists(client, `${INDEX_SCHEMA}._ponder_meta`))) return
    await client.query(
      `UPDATE ${INDEX_SCHEMA}._ponder_meta SET value = jsonb_set(value::jsonb, '{is_locked}', '0') WHERE key = 'app'`,
    )
  })
}

async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** PGlite keeps no record of its chain that could be read without it, so its index is always built anew. */
export function dropPglite(): void {
  rmSync(path.join(repoRoot, 'indexer', '.ponder', 'pglite'), { recursive: true, force: true })
}

async function prepare(client: pg.Client, evm: EvmClient): Promise<string | undefined> {
  const code = treeHash(CODE)
  const genesis = (await evm.getBlock({ blockNumber: 0n })).hash
  const ours = await exists(client, 'sluice_stack.index_origin')
  const found = await exists(client, `${INDEX_SCHEMA}._ponder_meta`)
  if (found && !ours) {
    throw new StackError(
      `The database already holds a schema “${INDEX_SCHEMA}” that this stack did not make.`,
      'Give DATABASE_URL a database of its own.',
    )
  }
  await client.query('CREATE SCHEMA IF NOT EXISTS sluice_stack')
  await client.query('CREATE TABLE IF NOT EXISTS sluice_stack.index_origin (genesis text, code text)')
  const { rows } = await client.query<{ genesis: string; code: string }>(
    'SELECT genesis, code FROM sluice_stack.index_origin',
  )
  const origin = rows[0]
  let done: string | undefined
  if (origin && (origin.genesis !== genesis || !(await standsOnChain(client, evm)))) {
    await client.query(`DROP SCHEMA IF EXISTS ${INDEX_SCHEMA}, ${SYNC_SCHEMA} CASCADE`)
    done = 'built on another chain: dropped and built anew'
  } else if (origin && origin.code !== code) {
    await client.query(`DROP SCHEMA IF EXISTS ${INDEX_SCHEMA} CASCADE`)
    done = 'its code changed: built anew'
  }
  // the reader refuses to start without it, and starts beside the writer that would make it
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${INDEX_SCHEMA}`)
  await client.query('DELETE FROM sluice_stack.index_origin')
  await client.query('INSERT INTO sluice_stack.index_origin VALUES ($1, $2)', [genesis, code])
  return done
}

/** True when the latest block that the index keeps is on the chain. */
async function standsOnChain(client: pg.Client, evm: EvmClient): Promise<boolean> {
  if (!(await exists(client, `${SYNC_SCHEMA}.blocks`))) return true
  const { rows } = await client.query<{ number: string; hash: string }>(
    `SELECT number, hash FROM ${SYNC_SCHEMA}.blocks WHERE chain_id = $1 ORDER BY number DESC LIMIT 1`,
    [LOCAL_CHAIN_ID],
  )
  const last = rows[0]
  if (last === undefined) return true
  const block = await evm.getBlock({ blockNumber: BigInt(last.number) }).catch(() => null)
  return block?.hash === last.hash
}

async function exists(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [table])
  return rows[0]?.found != null
}
