import * as z from 'zod'
import { dropFromMempool } from '../bitcoin/drop-from-mempool.ts'
import { isRegtestAddress } from '../bitcoin/faucet.ts'
import { reorganise, setMineable } from '../bitcoin/reorganise.ts'
import type { Run } from '../run.ts'
import { type ControlRoute, integer, post, txid } from './route.ts'

const MAX_SATS = 2_100_000_000_000_000n
const blocks = z.int().min(1).max(5_000)
const address = z.string().refine(isRegtestAddress, 'must be a Bitcoin address of regtest')

async function tip(run: Run): Promise<{ height: number; hash: string }> {
  const [height, hash] = await run.nodes.rpc.batch<number | string>([['getblockcount'], ['getbestblockhash']])
  return { height: Number(height), hash: String(hash) }
}

/** Bitcoin: blocks, reorganisations, mempool, faucet. */
export const bitcoinRoutes: ControlRoute[] = [
  post(/^\/mine$/, z.strictObject({ blocks: blocks.default(1) }), async (run, body) => {
    await run.nodes.miner.mine(body.blocks)
    return tip(run)
  }),
  post(
    /^\/reorg$/,
    z.strictObject({ depth: z.int().min(1).max(100), drop: z.array(txid).default([]) }),
    (run, { depth, drop }) =>
      reorganise(run.nodes.rpc, run.nodes.miner, depth, drop, run.deployment?.checkpointHeight ?? 0),
  ),
  post(
    /^\/autominer$/,
    z.strictObject({ seconds: z.int().min(1).max(86_400).nullable() }),
    async (run, body) => {
      run.nodes.miner.every(body.seconds)
      return { seconds: run.nodes.miner.seconds }
    },
  ),
  post(/^\/mempool\/hold$/, z.strictObject({ txids: z.array(txid).min(1) }), async (run, { txids }) => {
    await setMineable(run.nodes.rpc, txids, false)
    return { held: txids }
  }),
  post(/^\/mempool\/release$/, z.strictObject({ txids: z.array(txid).min(1) }), async (run, { txids }) => {
    await setMineable(run.nodes.rpc, txids, true)
    return { released: txids }
  }),
  post(/^\/mempool\/drop$/, z.strictObject({ txids: z.array(txid).min(1) }), async (run, { txids }) => ({
    mempool: await dropFromMempool(run.nodes, txids),
  })),
  post(
    /^\/faucet$/,
    z.strictObject({
      address,
      sats: integer.refine((sats) => sats >= 546n && sats <= MAX_SATS, '546 to 21 M BTC'),
    }),
    async (run, payment) => ({ txid: await run.faucet.pay([payment]) }),
  ),
]
