import { addressScriptHash } from './address.ts'
import type { ChainIndex, IndexedTx } from './chain-index.ts'
import { type Answer, bad, json, type Route } from './route.ts'
import { scriptHash } from './shapes.ts'
import { txJson } from './tx-routes.ts'

const PAGE = 25
const MEMPOOL_PAGE = 50

function hashOf(kind: string, name: string): string | null {
  if (kind === 'address') return addressScriptHash(name)
  return /^[0-9a-f]{64}$/.test(name) ? name : null
}

function statsOf(hash: string, entries: IndexedTx[], confirmed: boolean) {
  const of = (entry: IndexedTx) => (entry.block !== null) === confirmed
  const funded = entries
    .filter(of)
    .flatMap((entry) => entry.tx.vout.filter((out) => isTo(out.scriptpubkey, hash)))
  const spent = entries
    .filter(of)
    .flatMap((entry) => entry.tx.vin.flatMap((input) => input.prevout ?? []))
    .filter((out) => isTo(out.scriptpubkey, hash))
  const sum = (outputs: { value: number }[]) => outputs.reduce((total, out) => total + out.value, 0)
  return {
    funded_txo_count: funded.length,
    funded_txo_sum: sum(funded),
    spent_txo_count: spent.length,
    spent_txo_sum: sum(spent),
    tx_count: entries.filter(of).length,
  }
}

const hashes = new Map<string, string>()
/** Hashing every output of a long history anew would dominate the answer. */
function isTo(script: string, hash: string): boolean {
  let known = hashes.get(script)
  if (known === undefined) {
    known = scriptHash(script)
    hashes.set(script, known)
  }
  return known === hash
}

function confirmedPage(index: ChainIndex, hash: string, after: string | undefined): IndexedTx[] | null {
  const confirmed = index.historyOf(hash).filter((entry) => entry.block !== null)
  if (after === undefined) return confirmed.slice(0, PAGE)
  const at = confirmed.findIndex((entry) => entry.tx.txid === after)
  return at < 0 ? null : confirmed.slice(at + 1, at + 1 + PAGE)
}

/** `/address/:address…` and `/scripthash/:hash…` */
export const scriptRoutes: Route[] = [
  {
    path: /^\/(address|scripthash)\/([^/]+)$/,
    answer: ({ index }, [kind = '', name = '']) =>
      withHash(kind, name, (hash) => {
        const entries = index.historyOf(hash)
        return json({
          [kind]: name,
          chain_stats: statsOf(hash, entries, true),
          mempool_stats: statsOf(hash, entries, false),
        })
      }),
  },
  {
    path: /^\/(address|scripthash)\/([^/]+)\/utxo$/,
    answer: ({ index }, [kind = '', name = '']) =>
      withHash(kind, name, (hash) => json(index.unspentOf(hash))),
  },
  {
    path: /^\/(address|scripthash)\/([^/]+)\/txs$/,
    answer: ({ index }, [kind = '', name = '']) =>
      withHash(kind, name, (hash) => {
        const waiting = index.historyOf(hash).filter((entry) => entry.block === null)
        const page = [...waiting.slice(0, MEMPOOL_PAGE), ...(confirmedPage(index, hash, undefined) ?? [])]
        return json(page.map((entry) => txJson(index, entry)))
      }),
  },
  {
    path: /^\/(address|scripthash)\/([^/]+)\/txs\/mempool$/,
    answer: ({ index }, [kind = '', name = '']) =>
      withHash(kind, name, (hash) => {
        const waiting = index.historyOf(hash).filter((entry) => entry.block === null)
        return json(waiting.slice(0, MEMPOOL_PAGE).map((entry) => txJson(index, entry)))
      }),
  },
  {
    path: /^\/(address|scripthash)\/([^/]+)\/txs\/chain(?:\/([0-9a-f]{64}))?$/,
    answer: ({ index }, [kind = '', name = '', after]) =>
      withHash(kind, name, (hash) => {
        const page = confirmedPage(index, hash, after)
        return page === null
          ? bad('last_seen_txid not found')
          : json(page.map((entry) => txJson(index, entry)))
      }),
  },
]

function withHash(kind: string, name: string, answer: (hash: string) => Answer): Answer {
  const hash = hashOf(kind, name)
  return hash === null
    ? bad(kind === 'address' ? 'Invalid Bitcoin address' : 'Invalid hex string')
    : answer(hash)
}
