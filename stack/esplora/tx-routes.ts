import { BitcoinRpcError } from '../bitcoin/rpc.ts'
import type { ChainIndex, IndexedTx } from './chain-index.ts'
import { merklePath } from './merkle.ts'
import { type Answer, bad, binary, json, missing, type Route, type Source, text } from './route.ts'

export function txJson(index: ChainIndex, entry: IndexedTx) {
  return { ...entry.tx, status: index.status(entry) }
}

function outspend(index: ChainIndex, txid: string, vout: number) {
  const spend = index.spend(txid, vout)
  if (spend === null) return { spent: false }
  return { spent: true, ...spend, status: index.status(index.transaction(spend.txid)) }
}

const NOT_FOUND = 'Transaction not found'

function withTx(source: Source, txid: string, answer: (entry: IndexedTx) => Answer | Promise<Answer>) {
  const entry = source.index.transaction(txid)
  return entry === null ? missing(NOT_FOUND) : answer(entry)
}

async function broadcast({ rpc }: Source, hex: string): Promise<Answer> {
  try {
    return text(await rpc.call<string>('sendrawtransaction', hex.trim()))
  } catch (error) {
    if (!(error instanceof BitcoinRpcError)) throw error
    const reason = JSON.stringify({
      code: error.code,
      message: error.message.replace(/^sendrawtransaction: /, ''),
    })
    return bad(`sendrawtransaction RPC error: ${reason}`)
  }
}

/** `/tx/:txid…` and `POST /tx` */
export const txRoutes: Route[] = [
  { method: 'POST', path: /^\/tx$/, answer: (source, _captured, body) => broadcast(source, body) },
  {
    path: /^\/tx\/([0-9a-f]{64})$/,
    answer: (source, [txid = '']) => withTx(source, txid, (entry) => json(txJson(source.index, entry))),
  },
  {
    path: /^\/tx\/([0-9a-f]{64})\/hex$/,
    answer: (source, [txid = '']) => withTx(source, txid, (entry) => text(entry.hex)),
  },
  {
    path: /^\/tx\/([0-9a-f]{64})\/raw$/,
    answer: (source, [txid = '']) => withTx(source, txid, (entry) => binary(Buffer.from(entry.hex, 'hex'))),
  },
  {
    // an unknown transaction is unconfirmed too: Esplora answers so, and clients rely on it
    path: /^\/tx\/([0-9a-f]{64})\/status$/,
    answer: ({ index }, [txid = '']) => json(index.status(index.transaction(txid))),
  },
  {
    path: /^\/tx\/([0-9a-f]{64})\/merkle-proof$/,
    answer: ({ index }, [txid = '']) => {
      const entry = index.transaction(txid)
      const txids = entry?.block ? index.blocks[entry.block.height]?.txids : undefined
      if (!entry?.block || txids === undefined) return missing(`${NOT_FOUND} or is unconfirmed`)
      const pos = entry.order
      return json({ block_height: entry.block.height, merkle: merklePath(txids, pos), pos })
    },
  },
  {
    path: /^\/tx\/([0-9a-f]{64})\/merkleblock-proof$/,
    answer: async ({ index, rpc }, [txid = '']) => {
      const block = index.transaction(txid)?.block
      if (!block) return missing(`${NOT_FOUND} or is unconfirmed`)
      return text(await rpc.call<string>('gettxoutproof', [txid], block.id))
    },
  },
  {
    path: /^\/tx\/([0-9a-f]{64})\/outspends$/,
    answer: (source, [txid = '']) =>
      withTx(source, txid, (entry) =>
        json(entry.tx.vout.map((_, vout) => outspend(source.index, txid, vout))),
      ),
  },
  {
    path: /^\/tx\/([0-9a-f]{64})\/outspend\/([0-9]{1,6})$/,
    answer: ({ index }, [txid = '', vout = '']) => json(outspend(index, txid, Number(vout))),
  },
]
