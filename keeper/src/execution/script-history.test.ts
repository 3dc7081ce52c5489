import { beforeEach, expect, test } from 'vitest'
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
let named: string[] = []
let failAt = -1
beforeEach(() => {
  asked = 0
  failAt = -1
  named = []
})
/** Newest first, 25 a page, as Esplora serves them. */
const server = (tip: number, ...txs: EsploraTransaction[]) => {
  const confirmed = txs.filter(({ status }) => status !== null)
  const scriptTransactions = async (_hash: string, after?: string) => {
    asked += 1
    if (asked === failAt) throw new Error('too slow')
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
  const judge: BitcoinPool['judge'] = (_what, _agreeing, against) => void named.push(...against)
  return new ScriptHistory({ askEnough, judge } as BitcoinPool, new Uint8Array(22), 'coins')
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
  expect(named, 'of two nobody knows which lies').toEqual([])
})
test('X10 behavior: one liar among three neither stops nor steers, and is named', async () => {
  const honest = () => server(100, tx(3, null), tx(2, 99), tx(1, 90))
  const known = [id(1), id(3), id(2)]
  const lies = {
    hides: server(100),
    invents: server(100, tx(3, null), tx(2, 99), tx(7, 10), tx(1, 90)),
    'is ahead': server(1_000_000, tx(1, 90)),
  }
  for (const [name, liar] of Object.entries(lies)) {
    named = []
    const seen = await historyOf(honest(), liar, honest()).read()
    expect(seen, name).toMatchObject({ tipHeight: 100, newestHeight: 100 })
    expect(seen.transactions.map(({ txid }) => txid).sort(), name).toEqual([...known].sort())
    expect(named, name).toEqual(name === 'is ahead' ? [] : ['s1'])
  }
  // What is not final differs honestly, so nobody is named; but what one alone knows does not count.
  const young = server(100, tx(8, null), tx(3, 100), tx(2, 98), tx(9, 97), tx(1, 90))
  const seen = await historyOf(honest(), young, honest()).read()
  expect(seen.transactions.map(({ txid, height }) => [txid, height])).toEqual([
    [id(1), 90],
    [id(3), null],
    [id(2), 99],
  ])
  // One honest one a block behind beside the liar: what the two honest ones have in common counts.
  named = []
  expect(
    await historyOf(honest(), server(100, tx(1, 90), tx(7, 50)), server(99, tx(1, 90))).read(),
  ).toMatchObject({
    tipHeight: 99,
  })
  expect(named).toEqual(['s1'])
})
test('behavior: a long history is read whole once, then only its newest page', async () => {
  const txs = Array.from({ length: 120 }, (_, at) => tx(at + 1, 900 - at))
  const history = historyOf(server(1_000, ...txs))
  expect(await ids(history)).toHaveLength(120)
  expect(asked).toBe(5)
  expect(await ids(history)).toHaveLength(120)
  expect(asked).toBe(6)
})

test('X8 behavior: the own script is read to its end however much strangers pay to it, and goes on where it failed', async () => {
  const txs = Array.from({ length: 10_400 }, (_, at) => tx(at + 1, 20_000 - at))
  const history = historyOf(server(20_000, ...txs))
  failAt = 300
  await expect(history.read()).rejects.toThrow('too slow')
  const more = historyOf(server(20_000, ...txs), server(20_000, ...txs))
  expect(await ids(history)).toHaveLength(10_400)
  // its newest page, and what had not been read
  expect(asked).toBe(300 + 1 + 417 - 299)
  failAt = -1
  expect(await ids(more)).toHaveLength(10_400)
})
