import path from 'node:path'
import { answers, ProgramPart } from '../part.ts'
import { repoRoot } from '../paths.ts'
import type { ProgramSpec } from '../process/supervisor.ts'
import type { Run } from '../run.ts'
import { INDEX_SCHEMA, unlockIndex } from './index-origin.ts'

const PONDER = path.join(repoRoot, 'node_modules', 'ponder', 'dist', 'esm', 'bin', 'ponder.js')

function ponder(run: Run, name: 'indexer' | 'indexer-api', command: 'start' | 'serve'): ProgramSpec {
  const at = ['--port', String(run.ports[name]), '-H', '127.0.0.1']
  return {
    name,
    command: process.execPath,
    // ponder's own options stand before the command
    args: [PONDER, '--root', 'indexer', command, '--schema', INDEX_SCHEMA, ...at],
    env: {
      PONDER_TELEMETRY_DISABLED: '1',
      SLUICE_ENDPOINTS: run.paths.endpoints,
      ...(run.databaseUrl === null ? {} : { DATABASE_URL: run.databaseUrl }),
    },
  }
}

/** The index's writer. `/ready` answers once the past is indexed. */
export function indexerPart(run: Run): ProgramPart {
  const spec = async () => {
    if (run.databaseUrl !== null) await unlockIndex(run.databaseUrl)
    return ponder(run, 'indexer', 'start')
  }
  return new ProgramPart(
    'indexer',
    run.supervisor,
    spec,
    () => answers(`${run.url('indexer')}/ready`),
    120_000,
  )
}

/** The index's reader: answers while the writer is down. It starts beside the writer, whose tables it reads. */
export function indexerApiPart(run: Run): ProgramPart {
  const spec = async () => ponder(run, 'indexer-api', 'serve')
  return new ProgramPart('indexer-api', run.supervisor, spec, () =>
    answers(`${run.url('indexer-api')}/health`),
  )
}
