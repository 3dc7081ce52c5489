import { secp256k1 } from '@noble/curves/secp256k1.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BitcoinRpc, BitcoinRpcError } from '../../stack/bitcoin/rpc.ts'
import { type BitcoinNode, startBitcoinNode } from '../../stack/test-bitcoin.ts'
import { bumpSpend } from './bump-spend.ts'
import type { Coin } from './coin.ts'
import { depositWitnessScript } from './deposit-witness-script.ts'
import { hash160 } from './hash160.ts'
import { outputScript } from './output-script.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { payoutMarkingScript } from './payout-marking-script.ts'
import { scriptToAddress } from './script-to-address.ts'
import { signSpend } from './sign-spend.ts'
import { type Spend, spendCoins } from './spend-coins.ts'
import { spendForParent } from './spend-for-parent.ts'

/** The judge here is Bitcoin Core with its own policy. */
const secret = new Uint8Array(32).fill(5)
const publicKey = secp256k1.getPublicKey(secret, true)
const own = outputScript({ type: 'p2wpkh', hash: hash160(publicKey) })
const payee = outputScript({
  type: 'p2tr',
  hash: secp256k1.getPublicKey(new Uint8Array(32).fill(6)).slice(1),
})
const witnessScript = depositWitnessScript({
  chainId: 31337,
  manager: '0x0000000000000000000000000000000000000001',
  reqId: 3n,
  share: 0,
  stakerPubKey: publicKey,
  refundHeight: 4_500,
  refundPubKeyHash: new Uint8Array(20).fill(9),
})
const marking = payoutMarkingScript({ tag: Uint8Array.of(1, 2, 3, 4), reqId: 3n, share: 0 })
let node: BitcoinNode
let rpc: BitcoinRpc
const coins: Coin[] = []

const addressOf = (script: Uint8Array) => String(scriptToAddress(script, 'regtest'))
const mine = (blocks: number, script = payee) =>
  rpc.call<string[]>('generatetoaddress', blocks, addressOf(script))

beforeAll(async () => {
  node = await startBitcoinNode()
  rpc = node.rpc
  for (const hash of await mine(4, own)) {
    const block = await rpc.call<{ tx: { txid: string; vout: { value: number }[] }[] }>('getblock', hash, 2)
    const [coinbase] = block.tx
    if (coinbase)
      coins.push({
        txid: coinbase.txid,
        vout: 0,
        sats: BigInt((coinbase.vout[0]?.value ?? 0) * 1e8),
        lock: { kind: 'key' },
      })
  }
  await mine(100)
})
afterAll(async () => {
  await node?.stop()
})

const planned = (spend: Spend | null): Spend => {
  if (spend === null) throw new Error('no such spend')
  return spend
}
const sendSpend = async (spend: Spend) => {
  const { raw, txid } = signSpend(spend, secret)
  expect(await rpc.call<string>('sendrawtransaction', bytesToHex(raw))).toBe(txid)
  return txid
}
const entry = (txid: string) =>
  rpc.call<{ vsize: number; weight: number; fees: { base: number; descendant: number } }>(
    'getmempoolentry',
    txid,
  )
const coin = (at: number): Coin => {
  const found = coins[at]
  if (!found) throw new Error(`no coin ${at}`)
  return found
}
const payments = [
  { sats: 200_000n, script: payee },
  { sats: 0n, script: marking },
]
const pay = (input: Coin, satsPerKvb: bigint) =>
  planned(spendCoins({ inputs: [input], outputs: payments, changeScript: own, satsPerKvb }))

describe('against Bitcoin Core', () => {
  test('default: a payment with its marking, at the announced weight and fee', async () => {
    const spend = pay(coin(0), 2_000n)
    const { weight, fees } = await entry(await sendSpend(spend))
    expect(weight).toBeLessThanOrEqual(spend.weight)
    expect(weight).toBeGreaterThan(spend.weight - 5)
    expect(BigInt(Math.round(fees.base * 1e8))).toBe(spend.feeSats)
    await mine(1)
  })

  test('default: a deposit is swept from the staker’s branch, together with an own coin', async () => {
    const script = p2wshScript(witnessScript)
    const outputs = [{ sats: 90_000n, script }]
    const deposit = planned(spendCoins({ inputs: [coin(1)], outputs, changeScript: own, satsPerKvb: 2_000n }))
    const txid = await sendSpend(deposit)
    await mine(1)
    const inputs: Coin[] = [
      { txid, vout: 0, sats: 90_000n, lock: { kind: 'deposit', witnessScript } },
      { txid, vout: 1, sats: deposit.changeSats, lock: { kind: 'key' } },
    ]
    const sweep = planned(spendCoins({ inputs, outputs: [], changeScript: own, satsPerKvb: 2_000n }))
    const { weight } = await entry(await sendSpend(sweep))
    expect(weight).toBeLessThanOrEqual(sweep.weight)
    await mine(1)
  })

  test('X13 BIP-125: a bump replaces with the same coins; the same fee again is refused', async () => {
    const first = pay(coin(2), 1_000n)
    const old = await sendSpend(first)
    const facts = { inputs: first.inputs, payments, feeSats: first.feeSats }
    const bumped = planned(bumpSpend(facts, own, 1_000n))
    const same = signSpend({ ...first, outputs: first.outputs.toReversed() }, secret)
    await expect(rpc.call('sendrawtransaction', bytesToHex(same.raw))).rejects.toBeInstanceOf(BitcoinRpcError)
    const txid = await sendSpend(bumped)
    expect(await rpc.call<string[]>('getrawmempool')).toEqual([txid])
    expect(txid).not.toBe(old)
    await mine(1)
  })

  test('X13: a child lifts its parent to the wanted rate', async () => {
    const parent = pay(coin(3), 1_000n)
    const txid = await sendSpend(parent)
    const change: Coin = { txid, vout: 2, sats: parent.changeSats, lock: { kind: 'key' } }
    const child = planned(spendForParent({ ...parent, change }, own, 20_000n))
    const sent = await entry(await sendSpend(child))
    const { vsize, fees } = await entry(txid)
    const rate = (fees.descendant * 1e8) / (vsize + sent.vsize)
    expect(rate).toBeGreaterThanOrEqual(20)
    expect(rate).toBeLessThan(20.5)
    await mine(1)
  })
})
