import * as z from 'zod'
import type { Run } from '../run.ts'
import { ControlError } from './problem.ts'
import { type ControlRoute, nothing, post } from './route.ts'

const MAX_SECONDS = 400 * 24 * 3600

function partOf(run: Run, name: string | undefined) {
  const part = name === undefined || name === 'control' ? undefined : run.parts.get(name)
  if (part) return part
  const names = [...run.parts.keys()].filter((known) => known !== 'control')
  throw new ControlError(
    404,
    `There is no part ${name} to stop or start; there is ${names.join(', ') || 'none'}.`,
  )
}

async function status(run: Run) {
  const { rpc, evm, miner } = run.nodes
  const [height, hash, mempool] = await rpc.batch<number | string | string[]>([
    ['getblockcount'],
    ['getbestblockhash'],
    ['getrawmempool'],
  ])
  const block = await evm.getBlock()
  return {
    mode: run.options.mode,
    dir: run.paths.dir,
    time: Number(block.timestamp),
    evm: { block: Number(block.number), hash: block.hash },
    bitcoin: { height, hash, mempool, autominer: miner.seconds },
    parts: Object.fromEntries([...run.parts].map(([name, part]) => [name, part.running])),
    price: { fresh: run.feed?.fresh ?? null },
    endpoints: run.endpoints,
  }
}

/** The stack itself: its state, its parts, its time. */
export const runRoutes: ControlRoute[] = [
  { method: 'GET', path: /^\/status$/, handle: (run) => status(run) },
  post(/^\/parts\/([a-z-]+)\/stop$/, nothing, async (run, _body, [name]) => {
    await partOf(run, name).stop()
    return { part: name, running: false }
  }),
  post(/^\/parts\/([a-z-]+)\/start$/, nothing, async (run, _body, [name]) => {
    await partOf(run, name).start()
    return { part: name, running: true }
  }),
  post(
    /^\/time$/,
    z.strictObject({
      seconds: z.int().min(1).max(MAX_SECONDS),
      blocks: z.int().min(0).max(5_000).default(1),
    }),
    (run, { seconds, blocks }) => run.passTime(seconds, blocks),
  ),
]
