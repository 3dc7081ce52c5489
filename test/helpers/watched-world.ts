import { createHash } from 'node:crypto'
import { createEsplora } from '../../lib/bitcoin/create-esplora.ts'
import { internalHash } from '../../lib/bitcoin/internal-hash.ts'
import { parseTransaction } from '../../lib/bitcoin/parse-transaction.ts'
import { toHex } from '../../lib/bitcoin/to-hex.ts'
import { PaymentWatch, type WatchQuestion } from '../../lib/flows/deposit/payment-watch.ts'
import { type MinedBlock, type MinedTransaction, makeTransaction, mineChain } from './mine-chain.ts'
import { type EsploraServer, serveEsplora } from './serve-esplora.ts'

/** The script that is watched, and its hash as Esplora asks for it. */
export const script = Buffer.from(`0020${'ab'.repeat(32)}`, 'hex')
export const elsewhere = Buffer.from(`0014${'cd'.repeat(20)}`, 'hex')
const scriptHash = createHash('sha256').update(script).digest('hex')
export const coin = { txid: '77'.repeat(32), vout: 1 }
export const pay = (sats: bigint, to: Buffer = script, from = coin): MinedTransaction =>
  makeTransaction(from, [{ sats, script: to }], [Buffer.alloc(71, 1)])

/** What a Bitcoin source knows, changed by each test: blocks, mempool, and the lies it tells. */
export type World = {
  blocks: MinedBlock[]
  mempool: MinedTransaction[]
  lie: (path: string) => { status: number; body: string } | string | null
}
export const world = (over: Partial<World> = {}): World => ({
  blocks: mineChain(3),
  mempool: [],
  lie: () => null,
  ...over,
})
export const parentOf = ({ blocks }: World) => {
  const tip = blocks.at(-1) as MinedBlock
  return { height: tip.height, hash: tip.hash, time: 1_700_000_000 + tip.height * 600 }
}

const json = (tx: MinedTransaction, block: MinedBlock | null) => {
  const { inputs, outputs } = parseTransaction(tx.stripped)
  return {
    txid: tx.txid,
    fee: 200,
    weight: 600,
    vin: inputs.map(({ txid, vout, sequence }) => ({ txid, vout, sequence })),
    vout: outputs.map((output) => ({
      scriptpubkey: Buffer.from(output.script).toString('hex'),
      value: Number(output.sats),
    })),
    status: block
      ? { confirmed: true, block_height: block.height, block_hash: block.hash, block_time: 1 }
      : { confirmed: false },
  }
}

const answerOf = (state: World, path: string): string | null => {
  const [, first, second, third, , after] = path.split('/')
  const all = [
    ...state.mempool.map((tx) => ({ tx, block: null })),
    ...state.blocks.flatMap((block) => block.transactions.map((tx) => ({ tx, block }))),
  ]
  if (path === '/blocks/tip/height') return String(state.blocks.at(-1)?.height ?? 0)
  if (first === 'scripthash') {
    if (second !== scriptHash) return '[]'
    const paying = all.filter(({ tx }) => tx.stripped.includes(script))
    const mined = paying.filter(({ block }) => block !== null).reverse()
    const from = after === undefined ? 0 : mined.findIndex(({ tx }) => tx.txid === after) + 1
    const page = mined.slice(from, from + 25)
    const shown = after === undefined ? [...paying.filter(({ block }) => block === null), ...page] : page
    return JSON.stringify(shown.map(({ tx, block }) => json(tx, block)))
  }
  if (first === 'block-height')
    return state.blocks.find(({ height }) => height === Number(second))?.hash ?? null
  const block = state.blocks.find(({ hash }) => hash === second)
  if (block && third === 'header') return block.header.toString('hex')
  if (block && third === 'txids') return JSON.stringify(block.transactions.map(({ txid }) => txid))
  if (third === 'outspends') {
    const known = all.find(({ tx }) => tx.txid === second)
    const count = known ? parseTransaction(known.tx.stripped).outputs.length : 2
    const spenderOf = (vout: number) =>
      all.find(({ tx }) => json(tx, null).vin.some((input) => input.txid === second && input.vout === vout))
    return JSON.stringify(
      Array.from({ length: count }, (_, vout) => {
        const spender = spenderOf(vout)
        return spender ? { spent: true, txid: spender.tx.txid, vin: 0 } : { spent: false }
      }),
    )
  }
  const found = all.find(({ tx }) => tx.txid === second)
  if (!found) return null
  if (third === 'hex') return found.tx.raw.toString('hex')
  if (third === 'status') return JSON.stringify(json(found.tx, found.block).status)
  return JSON.stringify(json(found.tx, found.block))
}

/** A source over a world, and a watch that looks at it. Close what `servers` gathers. */
export async function watching(state: World, servers: EsploraServer[], over: Partial<WatchQuestion> = {}) {
  const server = await serveEsplora(mineChain(1), (path) => {
    const lied = state.lie(path)
    if (lied !== null) return typeof lied === 'string' ? { status: 200, body: lied } : lied
    const body = answerOf(state, path)
    return body === null ? { status: 404, body: 'not found' } : { status: 200, body }
  })
  servers.push(server)
  const esplora = createEsplora({ urls: [server.url], timeout: 2_000 })
  const watch = new PaymentWatch(esplora)
  const look = (more: Partial<WatchQuestion> = {}) =>
    watch.look({
      script: toHex(script),
      required: 6,
      minBlockWork: 2n,
      relayHash: async (height) => {
        const hash = state.blocks.find((block) => block.height === height)?.hash
        return hash === undefined ? null : toHex(internalHash(hash))
      },
      ...over,
      ...more,
    })
  return Object.assign(look, { esplora, watch, requests: server.requests })
}
