import { rmSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { dropIndex, highestKeptBlock, INDEX_SCHEMA, tableExists } from '../../indexer/guard/schemas.ts'
import { LOCAL_CHAIN_ID } from '../evm/anvil.ts'
import type { EvmClient } from '../evm/client.ts'
import { repoRoot } from '../paths.ts'
import { StackError } from '../stack-error.ts'
import { treeHash } from '../tree-hash.ts'

/** What decides the index's content besides the chain. */
const CODE = ['indexer/ponder.config.ts', 'indexer/ponder.schema.ts', 'indexer/src', 'contracts-abi']

/**
 * Makes sure that the index about to be started was built on this chain, by this code, and drops it otherwise: an old
 * database would mix the events of a chain that is gone into the new one.
 * @returns what was done, for the report; undefined when the index goes on as it is
 * @throws StackError when the database holds somebody else's schemas
 */
export async function prepareIndex(databaseUrl: string, evm: EvmClient): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await prepare(client, evm)
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
  const ours = await tableExists(client, 'sluice_stack.index_origin')
  const found = await tableExists(client, `${INDEX_SCHEMA}._ponder_meta`)
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
    await dropIndex(client)
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
  const last = await highestKeptBlock(client, LOCAL_CHAIN_ID)
  if (last === null) return true
  const block = await evm.getBlock({ blockNumber: BigInt(last.number) }).catch(() => null)
  return block?.hash === last.hash
}
