import { BitcoinRpcError } from '../bitcoin/rpc.ts'
import { FIXED_FEES } from './fees.ts'
import { type Answer, binary, json, missing, type Route, type Source, text } from './route.ts'
import type { EsploraBlock } from './shapes.ts'
import { txJson } from './tx-routes.ts'

const BLOCKS = 10
const TXS = 25
const NOT_FOUND = 'Block not found'

function withBlock(
  source: Source,
  hash: string,
  answer: (at: { block: EsploraBlock; txids: string[] }) => Answer,
) {
  const height = source.index.height(hash)
  const at = height === null ? undefined : source.index.blocks[height]
  return at === undefined ? missing(NOT_FOUND) : answer(at)
}

/** The node also knows blocks off the best chain. */
async function fromNode(read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof BitcoinRpcError) return missing(NOT_FOUND)
    throw error
  }
}

function withTip(source: Source, answer: (tip: EsploraBlock) => Answer): Answer {
  const { tip } = source.index
  return tip === null ? missing(NOT_FOUND) : answer(tip)
}

/** `/block…`, `/blocks…`, `/mempool…` and `/fee-estimates` */
export const blockRoutes: Route[] = [
  { path: /^\/blocks\/tip\/height$/, answer: (source) => withTip(source, (tip) => text(String(tip.height))) },
  { path: /^\/blocks\/tip\/hash$/, answer: (source) => withTip(source, (tip) => text(tip.id)) },
  {
    path: /^\/blocks(?:\/([0-9]{1,9}))?$/,
    answer: ({ index }, [start]) => {
      const from =
        start === undefined ? index.blocks.length - 1 : Math.min(Number(start), index.blocks.length - 1)
      const page = index.blocks.slice(Math.max(0, from - BLOCKS + 1), from + 1)
      return json(page.toReversed().map(({ block }) => block))
    },
  },
  {
    path: /^\/block-height\/([0-9]{1,9})$/,
    answer: ({ index }, [height = '']) => {
      const at = index.blocks[Number(height)]
      return at === undefined ? missing(NOT_FOUND) : text(at.block.id)
    },
  },
  {
    path: /^\/block\/([0-9a-f]{64})$/,
    answer: (source, [hash = '']) => withBlock(source, hash, ({ block }) => json(block)),
  },
  {
    path: /^\/block\/([0-9a-f]{64})\/header$/,
    answer: ({ rpc }, [hash = '']) =>
      fromNode(async () => text(await rpc.call<string>('getblockheader', hash, false))),
  },
  {
    path: /^\/block\/([0-9a-f]{64})\/raw$/,
    answer: ({ rpc }, [hash = '']) =>
      fromNode(async () => binary(Buffer.from(await rpc.call<string>('getblock', hash, 0), 'hex'))),
  },
  {
    path: /^\/block\/([0-9a-f]{64})\/status$/,
    answer: ({ index }, [hash = '']) => {
      const height = index.height(hash)
      if (height === null) return json({ in_best_chain: false, height: null, next_best: null })
      return json({ in_best_chain: true, height, next_best: index.blocks[height + 1]?.block.id ?? null })
    },
  },
  {
    path: /^\/block\/([0-9a-f]{64})\/txids$/,
    answer: (source, [hash = '']) => withBlock(source, hash, ({ txids }) => json(txids)),
  },
  {
    path: /^\/block\/([0-9a-f]{64})\/txid\/([0-9]{1,6})$/,
    answer: (source, [hash = '', position = '']) =>
      withBlock(source, hash, ({ txids }) => {
        const txid = txids[Number(position)]
        return txid === undefined ? missing('tx index out of range') : text(txid)
      }),
  },
  {
    path: /^\/block\/([0-9a-f]{64})\/txs(?:\/([0-9]{1,6}))?$/,
    answer: (source, [hash = '', start = '0']) =>
      withBlock(source, hash, ({ txids }) => {
        const from = Number(start)
        if (from >= txids.length) return missing('start index out of range')
        const page = txids.slice(from, from + TXS).flatMap((txid) => source.index.transaction(txid) ?? [])
        return json(page.map((entry) => txJson(source.index, entry)))
      }),
  },
  { path: /^\/mempool\/txids$/, answer: ({ index }) => json([...index.mempool]) },
  {
    path: /^\/mempool$/,
    answer: ({ index }) => {
      const entries = [...index.mempool].flatMap((txid) => index.transaction(txid)?.tx ?? [])
      const vsize = entries.reduce((sum, tx) => sum + Math.ceil(tx.weight / 4), 0)
      const fees = entries.reduce((sum, tx) => sum + tx.fee, 0)
      return json({ count: entries.length, vsize, total_fee: fees, fee_histogram: [] })
    },
  },
  {
    path: /^\/fee-estimates$/,
    answer: () => json(FIXED_FEES, { 'x-sluice-fee-estimates': 'fixed-table' }),
  },
]
