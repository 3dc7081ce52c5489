import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEsplora } from '../../lib/bitcoin/create-esplora.ts'
import { fromHex } from '../../lib/bitcoin/from-hex.ts'
import { internalHash } from '../../lib/bitcoin/internal-hash.ts'
import { merkleFold } from '../../lib/bitcoin/merkle-fold.ts'
import { parseHeader } from '../../lib/bitcoin/parse-header.ts'
import { bitcoinKey } from '../accounts.ts'
import { BitcoinRpc } from '../bitcoin/rpc.ts'
import type { Stack } from '../start-stack.ts'
import { control, startTestStack, type TestPlace, testPlace } from '../test-stack.ts'
import { scriptHash } from './shapes.ts'

let place: TestPlace
let stack: Stack
let rpc: BitcoinRpc
let esplora: ReturnType<typeof createEsplora>
const receiver = bitcoinKey('receiver')
const faucet = bitcoinKey('faucet')

beforeAll(async () => {
  place = await testPlace()
  stack = await startTestStack(place, ['control', 'esplora'])
  rpc = new BitcoinRpc(`http://127.0.0.1:${place.portBase + 3}`, stack.paths.cookie)
  esplora = createEsplora({ urls: [stack.esplora] })
})
afterAll(async () => {
  await stack?.stop()
  place?.remove()
})

const get = async (path: string) => {
  const response = await fetch(`${stack.esplora}${path}`)
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const pay = async (sats: number): Promise<string> => {
  const { body } = await control(stack, '/faucet', { address: receiver.address, sats })
  return (body as { txid: string }).txid
}
const mine = (blocks = 1) => control(stack, '/mine', { blocks })

describe('esplora adapter', () => {
  test('default: a payment from the mempool to its proof', async () => {
    const txid = await pay(123_456)
    expect(await esplora.transactionStatus(txid)).toBeNull()
    const [waiting] = await esplora.addressUtxos(receiver.address)
    expect(waiting).toMatchObject({ txid, value: 123_456n, status: null })

    await mine()
    const height = await esplora.tipHeight()
    expect(await esplora.transactionStatus(txid)).toMatchObject({
      height,
      blockHash: await esplora.tipHash(),
    })
    const proof = await esplora.merkleProof(txid)
    const header = parseHeader(fromHex(await esplora.blockHeader(await esplora.tipHash())))
    expect(merkleFold(internalHash(txid), proof.path.map(internalHash), proof.index)).toEqual(
      header.merkleRoot,
    )
    expect(await esplora.blockTxids(await esplora.tipHash())).toContain(txid)

    const tx = await esplora.transaction(txid)
    expect(tx.fee).toBeGreaterThan(0)
    const spent = tx.inputs[0]
    expect((await esplora.outspends(spent?.txid ?? ''))[spent?.vout ?? 0]).toMatchObject({ txid, vin: 0 })
  })

  test('behavior: forms that Esplora gives and our client does not read', async () => {
    const tip = (await get('/blocks/tip/hash')).text
    const block = JSON.parse((await get(`/block/${tip}`)).text)
    expect(block).toMatchObject({
      id: tip,
      height: expect.any(Number),
      bits: 0x207fffff,
      previousblockhash: expect.any(String),
    })
    const coinbase = (await get(`/block/${tip}/txid/0`)).text
    expect(JSON.parse((await get(`/tx/${coinbase}`)).text)).toMatchObject({
      fee: 0,
      vin: [{ txid: '0'.repeat(64), vout: 0xffffffff, prevout: null, is_coinbase: true }],
      vout: [
        { scriptpubkey_type: 'v0_p2wpkh', scriptpubkey_address: faucet.address },
        { scriptpubkey_type: 'op_return' },
      ],
      status: { confirmed: true, block_hash: tip },
    })
    expect(JSON.parse((await get('/blocks')).text)).toHaveLength(10)
    expect((await get(`/block/${tip}/raw`)).status).toBe(200)
    expect(JSON.parse((await get(`/tx/${'ab'.repeat(32)}/status`)).text)).toEqual({ confirmed: false })
  })

  test.each([
    [`/tx/${'ab'.repeat(32)}`, 404],
    [`/tx/${'ab'.repeat(32)}/hex`, 404],
    [`/tx/${'ab'.repeat(32)}/merkle-proof`, 404],
    ['/tx/nothing', 404],
    ['/block-height/99999999', 404],
    [`/block/${'ab'.repeat(32)}/header`, 404],
    ['/address/bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq/utxo', 400],
    ['/address/nothing/txs', 400],
    ['/scripthash/xyz/txs', 400],
  ])('error: %s is %i', async (path, status) => {
    expect((await get(path)).status).toBe(status)
  })

  test('error: a refused transaction says why', async () => {
    const response = await fetch(`${stack.esplora}/tx`, { method: 'POST', body: '00' })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(/^sendrawtransaction RPC error: \{"code":-22/)
  })

  test('behavior: says that it is no public service and that its fees are made up', async () => {
    const { headers } = await get('/fee-estimates')
    expect(headers.get('x-sluice-adapter')).toBe('development and tests only')
    expect(headers.get('x-sluice-fee-estimates')).toBe('fixed-table')
    expect((await esplora.feeEstimates()).get(6)).toBeGreaterThan(0)
  })

  test('behavior: a reorganisation puts a payment back to waiting, and forward again', async () => {
    const txid = await pay(200_000)
    await mine(2)
    const oldTip = await esplora.tipHash()
    const oldHeight = await esplora.tipHeight()
    const { body } = await control(stack, '/reorg', { depth: 2, drop: [txid] })
    expect(body).toMatchObject({ oldTip, forkHeight: oldHeight - 2, height: oldHeight + 1 })
    expect(await esplora.tipHeight()).toBe(oldHeight + 1)
    expect(await esplora.blockStatus(oldTip)).toMatchObject({ inBestChain: false })
    expect(await esplora.transactionStatus(txid)).toBeNull()
    expect(
      (await esplora.scriptUtxos(scriptHashOf(receiver.script))).find((utxo) => utxo.txid === txid),
    ).toMatchObject({
      status: null,
    })
    await mine()
    expect(await esplora.transactionStatus(txid)).toBeNull()
    await control(stack, '/mempool/release', { txids: [txid] })
    await mine()
    expect(await esplora.transactionStatus(txid)).toMatchObject({ height: oldHeight + 3 })
  })

  test('behavior: a payment that the node forgot is unknown, and its coin can go elsewhere', async () => {
    const first = await pay(300_000)
    const coin = (await esplora.transaction(first)).inputs[0]
    const { body } = await control(stack, '/mempool/drop', { txids: [first] })
    expect(body).toEqual({ mempool: [] })
    expect((await get(`/tx/${first}`)).status).toBe(404)
    const second = await pay(300_001)
    expect(second).not.toBe(first)
    expect((await esplora.outspends(coin?.txid ?? ''))[coin?.vout ?? 0]).toMatchObject({ txid: second })
    await mine()
  })

  test('behavior: what it says every script holds is what the node says', async () => {
    for (const key of [receiver, faucet]) {
      const scan = await rpc.call<{ total_amount: number }>('scantxoutset', 'start', [`addr(${key.address})`])
      const utxos = await esplora.addressUtxos(key.address)
      const sum = utxos.reduce((total, utxo) => total + utxo.value, 0n)
      expect(sum).toBe(BigInt(Math.round(scan.total_amount * 1e8)))
    }
  })

  test('behavior: a long history comes in pages without gaps or repeats', async () => {
    const seen: string[] = []
    for (let last: string | undefined; ; ) {
      const page = await esplora.addressTransactions(faucet.address, last)
      if (page.length === 0) break
      seen.push(...page.map((tx) => tx.txid))
      last = page.at(-1)?.txid
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(300)
  })
})

function scriptHashOf(script: Uint8Array): string {
  return scriptHash(Buffer.from(script).toString('hex'))
}
