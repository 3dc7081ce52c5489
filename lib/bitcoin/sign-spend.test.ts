import { secp256k1 } from '@noble/curves/secp256k1.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { NETWORK, p2wpkh, Transaction } from '@scure/btc-signer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Coin } from './coin.ts'
import { depositWitnessScript } from './deposit-witness-script.ts'
import { hash160 } from './hash160.ts'
import { outputScript } from './output-script.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { parseTransaction } from './parse-transaction.ts'
import { segwitDigest } from './segwit-digest.ts'
import { REPLACEABLE_SEQUENCE, signSpend } from './sign-spend.ts'
import { stripTransaction } from './strip-transaction.ts'
import { transactionWeight } from './transaction-weight.ts'

const secret = new Uint8Array(32).fill(7)
const publicKey = secp256k1.getPublicKey(secret, true)
const ownScript = outputScript({ type: 'p2wpkh', hash: hash160(publicKey) })
const witnessScript = depositWitnessScript({
  chainId: 31337,
  manager: '0x0000000000000000000000000000000000000001',
  reqId: 1n,
  share: 0,
  stakerPubKey: publicKey,
  refundHeight: 5_000,
  refundPubKeyHash: new Uint8Array(20).fill(9),
})

test('BIP-143: the native P2WPKH example', () => {
  const tx = parseTransaction(
    hexToBytes(
      '0100000002fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f0000000000eeffffffef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a0100000000ffffffff02202cb206000000001976a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000001976a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988ac11000000',
    ),
  )
  const hash = hexToBytes('1d0f172a0ecb48aee1be1f2687d2963ae33f71a1')
  expect(
    bytesToHex(
      segwitDigest(tx, 1, { scriptCode: outputScript({ type: 'p2pkh', hash }), sats: 600_000_000n }),
    ),
  ).toBe('c37af31116d1b27caf68aae9e3ac82f1477929014d5b917657d0eb49478cb670')
})

const coin = fc
  .record({
    txid: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytesToHex),
    vout: fc.integer({ min: 0, max: 500 }),
    sats: fc.bigInt(1_000n, 10_0000_0000n),
    deposit: fc.boolean(),
  })
  .map(
    ({ deposit, ...rest }): Coin => ({
      ...rest,
      lock: deposit ? { kind: 'deposit', witnessScript } : { kind: 'key' },
    }),
  )
const output = fc.record({
  sats: fc.bigInt(330n, 10_0000_0000n),
  script: fc.constantFrom(ownScript, p2wshScript(witnessScript), Uint8Array.of(0x6a, 4, 1, 2, 3, 4)),
})

test('behavior: txid and key witnesses as scure-btc-signer makes them, replaceable, never heavier than announced', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(coin, { minLength: 1, maxLength: 5, selector: ({ txid }) => txid }),
      fc.array(output, { minLength: 1, maxLength: 4 }),
      (inputs, outputs) => {
        const signed = signSpend({ inputs, outputs }, secret)
        const peer = new Transaction({ allowUnknownOutputs: true })
        for (const { txid, vout, sats, lock } of inputs)
          peer.addInput({
            txid,
            index: vout,
            sequence: REPLACEABLE_SEQUENCE,
            ...(lock.kind === 'key'
              ? { witnessUtxo: { script: p2wpkh(publicKey, NETWORK).script, amount: sats } }
              : { witnessUtxo: { script: p2wshScript(lock.witnessScript), amount: sats }, witnessScript }),
          })
        for (const { sats, script } of outputs) peer.addOutput({ script, amount: sats })
        expect(signed.txid).toBe(peer.id)
        const ours = Transaction.fromRaw(signed.raw, { allowUnknownOutputs: true })
        const announced = transactionWeight(inputs, outputs)
        expect(ours.weight).toBeLessThanOrEqual(announced)
        // a byte of r or s is zero once in a hundred
        expect(ours.weight).toBeGreaterThan(announced - 4 * inputs.length - 1)
        peer.sign(secret)
        inputs.forEach(({ lock, sats }, at) => {
          const witness = ours.getInput(at).finalScriptWitness ?? []
          const scriptCode =
            lock.kind === 'key' ? outputScript({ type: 'p2pkh', hash: hash160(publicKey) }) : witnessScript
          const der = (witness[0] ?? new Uint8Array()).slice(0, -1)
          const hash = segwitDigest(parseTransaction(stripTransaction(signed.raw)), at, { scriptCode, sats })
          expect(secp256k1.verify(der, hash, publicKey, { prehash: false, format: 'der' })).toBe(true)
          // the hash that the peer's own signature is over
          const theirs = peer.getInput(at).partialSig?.[0]?.[1] ?? new Uint8Array()
          expect(
            secp256k1.verify(theirs.slice(0, -1), hash, publicKey, { prehash: false, format: 'der' }),
          ).toBe(true)
          expect(witness.slice(1)).toEqual(
            lock.kind === 'key' ? [publicKey] : [Uint8Array.of(1), lock.witnessScript],
          )
        })
      },
    ),
    { numRuns: 60 },
  )
})
