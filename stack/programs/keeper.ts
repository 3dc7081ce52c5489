import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from 'viem'
import { ACCOUNT_INDEX, evmAccount } from '../accounts.ts'
import { ProgramPart } from '../part.ts'
import type { ProgramSpec } from '../process/supervisor.ts'
import type { Run } from '../run.ts'
import { stakerKey } from '../seed/stakers.ts'

/**
 * The keeper with every job that deposits and withdrawals need, the agents of the seeded stakers among them. Ready when its health
 * endpoint answers, whatever it says.
 */
export function keeperPart(run: Run): ProgramPart {
  const spec = async (): Promise<ProgramSpec> => {
    const key = evmAccount(ACCOUNT_INDEX.keeper).getHdKey().privateKey
    if (!key) throw new Error('the keeper account has no key')
    writeFileSync(run.paths.keeperKey, toHex(key), { mode: 0o600 })
    return {
      name: 'keeper',
      command: process.execPath,
      args: ['keeper/src/index.ts', '--jobs', 'relay,settle,agent'],
      env: {
        SLUICE_ENDPOINTS: run.paths.endpoints,
        KEEPER_KEY_FILE: run.paths.keeperKey,
        KEEPER_STATE_DIR: run.paths.keeperState,
        KEEPER_STAKER_KEY_FILES: stakerKeyFiles(run).join(','),
      },
    }
  }
  const answersHealth = async () => {
    await fetch(`${run.url('keeper')}/health`, { signal: AbortSignal.timeout(5_000) })
    return true
  }
  return new ProgramPart('keeper', run.supervisor, spec, answersHealth)
}

/** The seeded stakers' Bitcoin keys, each in a file as an operator would have it. Anyone can compute them: regtest only. */
function stakerKeyFiles(run: Run): string[] {
  mkdirSync(run.paths.stakerKeys, { recursive: true, mode: 0o700 })
  return ACCOUNT_INDEX.stakers.map((_, position) => {
    const file = join(run.paths.stakerKeys, `${position}.key`)
    writeFileSync(file, toHex(stakerKey(position).privateKey), { mode: 0o600 })
    return file
  })
}
