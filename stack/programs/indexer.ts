import path from 'node:path'
import { INDEX_SCHEMA } from '../../indexer/guard/schemas.ts'
import { answers, ProgramPart } from '../part.ts'
import { repoRoot } from '../paths.ts'
import type { ProgramSpec } from '../process/supervisor.ts'
import type { Run } from '../run.ts'

const PONDER = path.join(repoRoot, 'node_modules', 'ponder', 'dist', 'esm', 'bin', 'ponder.js')

function environment(run: Run): Record<string, string> {
  return {
    PONDER_TELEMETRY_DISABLED: '1',
    SLUICE_ENDPOINTS: run.paths.endpoints,
    ...(run.databaseUrl === null ? {} : { DATABASE_URL: run.databaseUrl }),
  }
}

/** The index's writer, in the care of its guard. `/ready` answers once the past is indexed. */
export function indexerPart(run: Run): ProgramPart {
  const spec = async (): Promise<ProgramSpec> => ({
    name: 'indexer',
    command: process.execPath,
    args: ['indexer/main.ts', '--port', String(run.ports.indexer)],
    env: environment(run),
  })
  const ready = () => answers(`${run.url('indexer')}/ready`)
  return new ProgramPart('indexer', run.supervisor, spec, ready, 120_000)
}

/** The index's reader: answers while the writer is down. It starts beside the writer, whose tables it reads. */
export function indexerApiPart(run: Run): ProgramPart {
  const at = ['--port', String(run.ports['indexer-api']), '-H', '127.0.0.1']
  const spec = async (): Promise<ProgramSpec> => ({
    name: 'indexer-api',
    command: process.execPath,
    // ponder's own options stand before the command
    args: [PONDER, '--root', 'indexer', 'serve', '--schema', INDEX_SCHEMA, ...at],
    env: environment(run),
  })
  const ready = () => answers(`${run.url('indexer-api')}/health`)
  return new ProgramPart('indexer-api', run.supervisor, spec, ready)
}
