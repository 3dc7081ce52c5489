import * as z from 'zod'
import { mintCollateral } from '../evm/collateral.ts'
import { FEED_SCALE } from '../evm/price-feed.ts'
import type { Run } from '../run.ts'
import { ControlError } from './problem.ts'
import { type ControlRoute, evmAddress, integer, post } from './route.ts'

const NOT_DEPLOYED = 'The contracts are not deployed in this stack (--only without deploy).'
const MAX_AGE = 400 * 24 * 3600

/** The EVM chain: blocks, native coins, collateral, price. */
export const evmRoutes: ControlRoute[] = [
  post(
    /^\/evm\/mine$/,
    z.strictObject({ blocks: z.int().min(1).max(10_000).default(1) }),
    async (run, body) => {
      await run.nodes.evm.mine({ blocks: body.blocks })
      await run.nodes.clock.follow()
      return { block: Number(await run.nodes.evm.getBlockNumber()) }
    },
  ),
  post(
    /^\/faucet\/evm$/,
    z.strictObject({ address: evmAddress, wei: integer }),
    async (run, { address, wei }) => {
      const { evm } = run.nodes
      const balance = (await evm.getBalance({ address })) + wei
      await evm.setBalance({ address, value: balance })
      return { address, wei: balance }
    },
  ),
  post(
    /^\/collateral$/,
    z.strictObject({ address: evmAddress, amount: integer }),
    async (run, { address, amount }) => {
      await mintCollateral(run.nodes.evm, contractsOf(run).CollateralToken, address, amount)
      return { address, amount }
    },
  ),
  post(
    /^\/price$/,
    z.strictObject({
      satsPerToken: integer.optional(),
      fresh: z.boolean().optional(),
      ageSeconds: z.int().min(0).max(MAX_AGE).default(0),
    }),
    async (run, { satsPerToken, fresh, ageSeconds }) => {
      const { feed } = run
      if (!feed) throw new ControlError(409, NOT_DEPLOYED)
      if (fresh !== undefined) feed.fresh = fresh
      if (ageSeconds > 0) feed.fresh = false
      const answer = satsPerToken === undefined ? (await feed.read()).answer : satsPerToken * FEED_SCALE
      await feed.set(answer, ageSeconds === 0 ? 0 : (await run.nodes.clock.now()) - ageSeconds)
      return { satsPerToken: answer / FEED_SCALE, fresh: feed.fresh }
    },
  ),
]

function contractsOf(run: Run) {
  if (!run.deployment) throw new ControlError(409, NOT_DEPLOYED)
  return run.deployment.contracts
}
