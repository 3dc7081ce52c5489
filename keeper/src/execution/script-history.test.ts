import { expect, test } from 'vitest'
import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../../lib/bitcoin/esplora-schemas.ts'
import { EndpointsDisagreeError, NoEndpointError } from '../errors.ts'
import type { BitcoinPool } from './bitcoin-pool.ts'
import { ScriptHistory } from './script-history.ts'

const id = (n: number) => n.toString(16).padStart(64, '0')
const tx = (n: number, height: number | null): EsploraTransaction => ({
  txid: id(n),
  fee: null,
  weight: null,
  inputs: [],
  outputs: [],
  status: height === null ? null : { height, blockHash: id(height), time: null },
})
let asked = 0
/** Newest first, 25 a page, as Esplora serves them. */
const server = (tip: number, ...txs: EsploraTransaction[]) => {
  const confirmed = txs.filter(({ status }) => status !== null)
  const scriptTransactions = async (_hash: string, after?: string) => {
    asked += 1
    const from = after === undefined ? 0 : confirmed.findIndex(({ txid }) => txid === after) + 1
    const page = confirmed.slice(from, from + 25)
    return after === undefined ? [...txs.filter(({ status }) => status === null), ...page] : page
  }
  return { tipHeight: async () => tip, scriptTransactions } as never as Esplora
}
const historyOf = (...servers: (Esplora | null)[]) => {
  const askEnough: BitcoinPool['askEnough'] = async (ask) => {
    const up = servers.flatMap((esplora, at) => (esplora ? [{ esplora, name: `s${at}` }] : []))
    if (up.length < Math.min(2, servers.length)) throw new NoEndpointError('bitcoin')
    return Promise.all(up.map(async ({ esplora, name }) => ({ name, value: await ask(esplora, name) })))
  }
  return new ScriptHistory({ askEnough } as BitcoinPool, new Uint8Array(22), 'coins')
}
const ids = async (history: ScriptHistory) => (await history.read()).transactions.map(({ txid }) => txid)

test('default: final ones as agreed, younger ones as anybody knows them', async () => {
  const final = tx(1, 90)
  expect(await ids(historyOf(server(100, tx(2, 99), final), server(100, tx(3, null), final)))).toEqual([
    id(1),
    id(2),
    id(3),
  ])
})
test('behavior: a server behind neither holds the others up nor counts while it is', async () => {
  const all = [tx(2, 94), tx(1, 90)]
  const three = historyOf(server(100, ...all), server(100, ...all), server(80))
  expect(await three.read()).toMatchObject({ tipHeight: 100 })
  // With two, nobody knows what the one ahead knows: the common height is what is decided on.
  expect(await historyOf(server(100, ...all), server(96, ...all)).read()).toMatchObject({ tipHeight: 96 })
})
test('error: EndpointsDisagreeError when a server hides or invents a final transaction, NoEndpointError when one is silent', async () => {
  const hides = historyOf(server(100, tx(1, 90)), server(100))
  await expect(hides.read()).rejects.toBeInstanceOf(EndpointsDisagreeError)
  const invents = historyOf(server(100), server(100, tx(7, 10)))
  await expect(invents.read()).rejects.toBeInstanceOf(EndpointsDisagreeError)
  await expect(historyOf(server(100), null).read()).rejects.toBeInstanceOf(NoEndpointError)
  // Of three the majority decides.
  expect(await ids(historyOf(server(100, tx(1, 90)), server(100), server(100, tx(1, 90))))).toEqual([id(1)])
})
test('behavior: a long history is read whole once, then only its newest page', async () => {
  const txs = Array.from({ length: 120 }, (_, at) => tx(at + 1, 900 - at))
  const history = historyOf(server(1_000, ...txs))
  asked = 0
  expect(await ids(history)).toHaveLength(120)
  expect(asked).toBe(5)
  expect(await ids(history)).toHaveLength(120)
  expect(asked).toBe(6)
})
