import { existsSync, writeFileSync } from 'node:fs'
import type { Run } from '../run.ts'
import { seedDeposits } from './deposits.ts'
import { seedOwnCoins, seedStakers } from './stakers.ts'

/** Gives a new deployment a past, with real transactions only. Does nothing when it has one. */
export async function seed(run: Run): Promise<string> {
  const { deployment, paths, nodes } = run
  if (deployment === null) throw new Error('nothing is deployed to seed')
  if (existsSync(paths.seed)) return 'as before'
  await seedStakers(nodes.evm, deployment)
  await seedOwnCoins(run)
  await seedDeposits(run, deployment)
  // only now, so that an interrupted seed is not taken for a whole one
  writeFileSync(paths.seed, JSON.stringify({ bridge: deployment.contracts.EntanglementManager }))
  return '5 stakers, 3 deposits'
}
