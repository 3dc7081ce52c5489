import { secp256k1 } from '@noble/curves/secp256k1.js'
import { RawTx, Transaction } from '@scure/btc-signer'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BitcoinRpc } from '../../stack/bitcoin/rpc.ts'
import { runBitcoind } from '../../test/helpers/run-bitcoind.ts'
import { depositWitnessScript } from './deposit-witness-script.ts'
import { hash160 } from './hash160.ts'
import { makeRefundKey } from './make-refund-key.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { parseAddress } from './parse-address.ts'
import { parseTransaction } from './parse-transaction.ts'
import { scriptToAddress } from './script-to-address.ts'
import { stripTransaction } from './strip-transaction.ts'
import { toHex } from './to-hex.ts'
import { txidOf } from './txid-of.ts'
import { verifyRefundSignature } from './verify-refund-signature.ts'

/** The judge here is Bitcoin Core itself. */
let rpc: BitcoinRpc
let stop: () => Promise<void>
beforeAll(async () => {
  ;({ rpc, stop } = await runBitcoind())
})
afterAll(() => stop())

type Decoded = {
  txid: string
  version: number
  locktime: number
  vin: { txid?: string; vout?: number; coinbase?: string; scriptSig?: { hex: string }; sequence: number }[]
  vout: { value: number; scriptPubKey: { hex: string; address?: string } }[]
}
const bytes = (max: number) => fc.uint8Array({ maxLength: max })
const anyTransaction = fc
  .record({
    version: fc.constantFrom(1, 2, 3),
    segwitFlag: fc.boolean(),
    inputs: fc.array(
      fc.record({
        txid: fc.uint8Array({ minLength: 32, maxLength: 32 }),
        index: fc.integer({ min: 0, max: 0xffffffff }),
        finalScriptSig: bytes(120),
        sequence: fc.integer({ min: 0, max: 0xffffffff }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    outputs: fc.array(fc.record({ amount: fc.bigInt(0n, 100_0000_0000n), script: bytes(120) }), {
      minLength: 1,
      maxLength: 5,
    }),
    lockTime: fc.integer({ min: 0, max: 0xffffffff }),
  })
  .map((tx) => ({
    segwit: tx.segwitFlag,
    raw: RawTx.encode({ ...tx, witnesses: tx.inputs.map(({ txid }) => [txid.slice(0, 9), txid]) } as never),
  }))

describe('against Bitcoin Core', () => {
  test('T5: 10,000 random transactions read as decoderawtransaction reads them', async () => {
    const transactions = fc.sample(anyTransaction, { numRuns: 10_000, seed: 5 })
    for (let from = 0; from < transactions.length; from += 1_000) {
      const part = transactions.slice(from, from + 1_000)
      const decoded = await rpc.batch<Decoded>(
        part.map(({ raw, segwit }) => ['decoderawtransaction', toHex(raw).slice(2), segwit]),
      )
      part.forEach(({ raw }, i) => {
        const stripped = stripTransaction(raw)
        if (stripped.length === 64) {
          expect(() => parseTransaction(stripped)).toThrow('64 bytes')
          return
        }
        const ours = parseTransaction(stripped)
        const theirs = decoded[i] as Decoded
        expect([ours.txid, txidOf(raw), ours.version, ours.lockTime]).toEqual([
          theirs.txid,
          theirs.txid,
          theirs.version,
          theirs.locktime,
        ])
        expect(ours.inputs.map((input) => [input.vout, input.sequence, input.txid])).toEqual(
          theirs.vin.map((input, at) => [
            input.vout ?? ours.inputs[at]?.vout,
            input.sequence,
            input.txid ?? '0'.repeat(64),
          ]),
        )
        expect(ours.outputs.map(({ sats, script }) => [sats, toHex(script).slice(2)])).toEqual(
          theirs.vout.map(({ value, scriptPubKey }) => [BigInt(Math.round(value * 1e8)), scriptPubKey.hex]),
        )
        for (const { script } of ours.outputs) {
          const address = scriptToAddress(script, 'regtest')
          if (address !== null)
            expect(theirs.vout.some((output) => output.scriptPubKey.address === address)).toBe(true)
        }
      })
    }
  })

  test('T5: what is cut off or extended is refused by both', async () => {
    const [sample] = fc.sample(anyTransaction, { numRuns: 1, seed: 9 })
    const { raw, segwit } = sample as typeof sample & object
    const cuts = [...Array(raw.length).keys()]
      .map((length) => raw.slice(0, length))
      .concat(Uint8Array.of(...raw, 0))
    for (const cut of cuts) {
      expect(() => stripTransaction(cut)).toThrow()
      await expect(rpc.call('decoderawtransaction', toHex(cut).slice(2), segwit)).rejects.toThrow()
    }
  })

  test('addresses of every type are valid to the node and mean the same script', async () => {
    const key = secp256k1.getPublicKey(new Uint8Array(32).fill(3), true)
    const scripts = [
      Uint8Array.of(0x76, 0xa9, 0x14, ...hash160(key), 0x88, 0xac),
      Uint8Array.of(0xa9, 0x14, ...hash160(key), 0x87),
      Uint8Array.of(0x00, 0x14, ...hash160(key)),
      p2wshScript(key),
      Uint8Array.of(0x51, 0x20, ...key.slice(1)),
    ]
    for (const script of scripts) {
      const address = scriptToAddress(script, 'regtest') ?? ''
      expect(await rpc.call('validateaddress', address)).toMatchObject({
        isvalid: true,
        scriptPubKey: toHex(script).slice(2),
      })
      expect(toHex(parseAddress(address, 'regtest').script)).toBe(toHex(script))
    }
  })

  test('a message that the node signs is accepted for the key’s address', async () => {
    const { wif, address } = makeRefundKey('regtest')
    const signature = await rpc.call<string>('signmessagewithprivkey', wif, 'Sluice refund')
    expect(verifyRefundSignature(address, 'Sluice refund', signature, 'regtest').address).toBe(address)
  })

  test('both branches of a deposit script are spendable under the node’s policy, the refund only from its height on', async () => {
    const staker = new Uint8Array(32).fill(4)
    const depositor = new Uint8Array(32).fill(6)
    const depositorKey = secp256k1.getPublicKey(depositor, true)
    const refundHeight = 210
    const witnessScript = depositWitnessScript({
      chainId: 31337,
      manager: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
      reqId: 1n,
      share: 0,
      stakerPubKey: secp256k1.getPublicKey(staker, true),
      refundHeight,
      refundPubKeyHash: hash160(depositorKey),
    })
    const script = p2wshScript(witnessScript)
    const address = scriptToAddress(script, 'regtest') ?? ''
    const [mined] = await rpc.call<string[]>('generatetoaddress', 1, address)
    await rpc.call('generatetoaddress', 201, scriptToAddress(p2wshScript(depositorKey), 'regtest'))
    const { tx } = await rpc.call<{ tx: { txid: string; vout: { value: number }[] }[] }>('getblock', mined, 2)
    const amount = BigInt(Math.round((tx[0]?.vout[0]?.value ?? 0) * 1e8))
    const spend = (
      lockTime: number,
      secret: Uint8Array,
      witness: (signature: Uint8Array) => Uint8Array[],
    ) => {
      const transaction = new Transaction({
        version: 2,
        lockTime,
        allowUnknownOutputs: true,
        disableScriptCheck: true,
      })
      transaction.addInput({
        txid: tx[0]?.txid ?? '',
        index: 0,
        sequence: 0xfffffffd,
        witnessUtxo: { amount, script },
        witnessScript,
      })
      transaction.addOutput({
        script: Uint8Array.of(0x00, 0x14, ...hash160(depositorKey)),
        amount: amount - 1_000n,
      })
      const digest = transaction.preimageWitnessV0(0, witnessScript, 1, amount)
      const signature = secp256k1.sign(digest, secret, { prehash: false, format: 'der', lowS: true })
      transaction.updateInput(0, { finalScriptWitness: witness(Uint8Array.of(...signature, 1)) }, true)
      return toHex(transaction.toBytes(true, true)).slice(2)
    }
    const accepts = async (raw: string) => {
      const [answer] = await rpc.call<{ allowed: boolean; 'reject-reason'?: string }[]>('testmempoolaccept', [
        raw,
      ])
      return answer?.allowed === true ? true : (answer?.['reject-reason'] ?? false)
    }
    const refund = spend(refundHeight, depositor, (signature) => [
      signature,
      depositorKey,
      new Uint8Array(),
      witnessScript,
    ])
    expect(await accepts(spend(0, staker, (signature) => [signature, Uint8Array.of(1), witnessScript]))).toBe(
      true,
    )
    expect(await accepts(refund)).toBe('non-final')
    const early = spend(0, depositor, (signature) => [
      signature,
      depositorKey,
      new Uint8Array(),
      witnessScript,
    ])
    expect(await accepts(early)).toContain('Locktime requirement not satisfied')
    await rpc.call(
      'generatetoaddress',
      refundHeight - 203,
      scriptToAddress(p2wshScript(depositorKey), 'regtest'),
    )
    expect(await accepts(refund)).toBe('non-final')
    await rpc.call('generatetoaddress', 1, scriptToAddress(p2wshScript(depositorKey), 'regtest'))
    expect(await rpc.call('getblockcount')).toBe(refundHeight)
    expect(await accepts(refund)).toBe(true)
    expect(
      await accepts(
        spend(refundHeight, staker, (signature) => [
          signature,
          depositorKey,
          new Uint8Array(),
          witnessScript,
        ]),
      ),
    ).not.toBe(true)
  })
})
