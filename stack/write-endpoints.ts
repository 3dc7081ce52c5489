import { renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { type Endpoints, endpointsSchema } from '../lib/config/endpoints.ts'
import type { Deployment } from './evm/deploy.ts'
import { postgresBinaries } from './postgres/binaries.ts'
import type { Run } from './run.ts'

/** The reader needs a Postgres; on PGlite the writer answers. */
function readerRuns(run: Run): boolean {
  const postgres = Boolean(process.env.DATABASE_URL) || postgresBinaries() !== null
  return run.options.parts.has('indexer-api') && postgres
}

/** Writes where everything is, for scripts, tests and the other parts; see docs/endpoints.md. */
export function writeEndpoints(run: Run, deployment: Deployment): Endpoints {
  const endpoints = z.parse(endpointsSchema, {
    version: 1,
    evm: {
      chainId: deployment.chainId,
      rpc: [run.url('evm')],
      ws: run.url('evm').replace('http:', 'ws:'),
    },
    bitcoin: {
      network: 'regtest',
      esplora: [run.url('esplora')],
      rpc: run.url('bitcoin'),
      cookieFile: run.paths.cookie,
    },
    indexer: {
      url: run.url(readerRuns(run) ? 'indexer-api' : 'indexer'),
    },
    keeper: { url: run.url('keeper') },
    app: { url: run.url('app') },
    control: run.options.parts.has('control') ? { url: run.url('control') } : null,
    contracts: deployment.contracts,
    startBlock: deployment.startBlock,
  })
  // renamed into place: whoever reads it meanwhile must not see half of it
  writeFileSync(`${run.paths.endpoints}.new`, `${JSON.stringify(endpoints, null, 2)}\n`)
  renameSync(`${run.paths.endpoints}.new`, run.paths.endpoints)
  return endpoints
}
