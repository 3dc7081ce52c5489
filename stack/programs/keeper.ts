import { writeFileSync } from 'node:fs'
import { toHex } from 'viem'
import { ACCOUNT_INDEX, evmAccount } from '../accounts.ts'
import { ProgramPart } from '../part.ts'
import type { ProgramSpec } from '../process/supervisor.ts'
import type { Run } from '../run.ts'

/** The keeper with the jobs that a deposit needs. Ready when its health endpoint answers, whatever it says. */
export function keeperPart(run: Run): ProgramPart {
  const spec = async (): Promise<ProgramSpec> => {
    const key = evmAccount(ACCOUNT_INDEX.keeper).getHdKey().privateKey
    if (!key) throw new Error('the keeper account has no key')
    writeFileSync(run.paths.keeperKey, toHex(key), { mode: 0o600 })
    return {
      name: 'keeper',
      command: process.execPath,
      args: ['keeper/src/index.ts', '--jobs', 'relay,settle'],
      env: {
        SLUICE_ENDPOINTS: run.paths.endpoints,
        KEEPER_KEY_FILE: run.paths.keeperKey,
        KEEPER_STATE_DIR: run.paths.keeperState,
      },
    }
  }
  const answersHealth = async () => {
    await fetch(`${run.url('keeper')}/health`, { signal: AbortSignal.timeout(5_000) })
    return true
  }
  return new ProgramPart('keeper', run.supervisor, spec, answersHealth)
}
