import { secp256k1 } from '@noble/curves/secp256k1.js'
import { base64 } from '@scure/base'
import { Transaction } from '@scure/btc-signer'
import { describe, expect, test } from 'vitest'
import {
  depositor,
  manager,
  payoutScript,
  recoverOrder,
  staker,
  walletSigns,
} from '../../test/helpers/recover-case.ts'
import {
  RecoverFileError,
  type RecoverFileRule,
  RecoverSignedError,
  type RecoverSignedRule,
} from '../errors/recover.ts'
import { RecoveryFileError } from '../errors/refund-key.ts'
import { buildRecover, type RecoverOrder } from './build-recover.ts'
import { depositSpend } from './deposit-spend.ts'
import { finishRecover } from './finish-recover.ts'
import { fromHex } from './from-hex.ts'
import { hash160 } from './hash160.ts'
import { recoverPsbt } from './recover-psbt.ts'
import { buildRecoveryFile } from './recovery-file.ts'
import { recoverySecret } from './recovery-secret.ts'
import { signRecover } from './sign-recover.ts'
import { stripTransaction } from './strip-transaction.ts'
import { toHex } from './to-hex.ts'
import { toWif } from './to-wif.ts'
import { transactionWitnesses } from './transaction-witnesses.ts'

const coins = [1, 2, 3].map((at) => ({ txid: `${at}${at}`.repeat(32), vout: at, sats: BigInt(at) * 70_000n }))
const asked = buildRecover(recoverOrder({ coins }))
const psbt = recoverPsbt(asked)
const own = signRecover(asked, depositor)
const ruleOf = (act: () => unknown): RecoverSignedRule | null => {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof RecoverSignedError) return error.rule
    throw error
  }
}
const finished = (given: Uint8Array | string) => ruleOf(() => finishRecover(asked, given))

/** The same PSBT with its signatures made otherwise. */
const signedBy = (
  secret: Uint8Array,
  alter: (der: Uint8Array) => Uint8Array = (der) => Uint8Array.of(...der, 1),
  sighash = 1,
): Uint8Array => {
  const transaction = Transaction.fromPSBT(psbt, { allowUnknownInputs: true })
  asked.coins.forEach(({ sats }, index) => {
    const digest = transaction.preimageWitnessV0(index, asked.witnessScript, sighash, sats)
    const der = secp256k1.sign(digest, secret, { prehash: false, format: 'der', lowS: true })
    transaction.updateInput(
      index,
      {
        sighashType: undefined,
        partialSig: [[secp256k1.getPublicKey(secret, true), alter(der)]],
      } as object,
      true,
    )
  })
  return transaction.toPSBT()
}
/** The same order with something else in it, signed by the right key. */
const tampered = (change: Partial<RecoverOrder>) =>
  walletSigns(recoverPsbt(buildRecover(recoverOrder({ coins, ...change }))), depositor).toPSBT()
/** The asked PSBT with something else in its transaction. */
const edited = (edit: (transaction: Transaction) => void, lockTime = asked.transaction.lockTime) => {
  const transaction = new Transaction({
    version: 2,
    lockTime,
    disableScriptCheck: true,
    allowUnknownInputs: true,
  })
  const before = Transaction.fromPSBT(psbt, { allowUnknownInputs: true })
  for (let at = 0; at < before.inputsLength; at++) transaction.addInput(before.getInput(at))
  transaction.addOutput({ script: payoutScript, amount: asked.payout })
  edit(transaction)
  transaction.sign(depositor, [1])
  return transaction.toPSBT()
}

describe('finishRecover', () => {
  test('default: a PSBT that a wallet signed, in base64, binary or hex, becomes the same transaction', () => {
    const signed = walletSigns(psbt, depositor).toPSBT()
    const text = base64.encode(signed)
    for (const given of [
      signed,
      text,
      `\n${text.slice(0, 60)}\r\n${text.slice(60)} `,
      toHex(signed).slice(2),
    ])
      expect(finishRecover(asked, given)).toEqual(own)
    expect(finishRecover(asked, new TextEncoder().encode(text))).toEqual(own)
  })
  test('default: the witness is signature, key, nothing, script; the size is the one the fee was paid for', () => {
    const raw = fromHex(own.hex)
    expect(stripTransaction(raw)).toEqual(asked.unsigned)
    expect(own.txid).toBe(asked.transaction.txid)
    for (const items of transactionWitnesses(raw))
      expect(items.slice(1)).toEqual([
        secp256k1.getPublicKey(depositor, true),
        new Uint8Array(),
        asked.witnessScript,
      ])
    const vsize = Math.ceil((asked.unsigned.length * 3 + raw.length) / 4)
    expect(asked.vsize - vsize).toBeGreaterThanOrEqual(0)
    expect(asked.vsize - vsize).toBeLessThanOrEqual(coins.length)
  })
  test('behavior: what a wallet finalised wrongly is mended, as PSBT and as transaction', () => {
    const transaction = walletSigns(psbt, depositor)
    asked.coins.forEach((_, index) => {
      const signature = transaction.getInput(index).partialSig?.[0]?.[1] ?? new Uint8Array()
      transaction.updateInput(
        index,
        {
          partialSig: undefined,
          finalScriptWitness: [new Uint8Array(), signature, asked.witnessScript],
        } as object,
        true,
      )
    })
    expect(finishRecover(asked, transaction.toPSBT())).toEqual(own)
    expect(finishRecover(asked, transaction.hex)).toEqual(own)
    expect(finishRecover(asked, transaction.toBytes(true, true))).toEqual(own)
    expect(finishRecover(asked, own.hex)).toEqual(own)
  })
  test('behavior: @scure/btc-signer drops the signature when it finalises, and that is said', () => {
    const transaction = walletSigns(psbt, depositor)
    transaction.finalize()
    expect(finished(transaction.toPSBT())).toBe('unsigned')
  })
  test.each<[RecoverSignedRule, () => Uint8Array | string]>([
    ['unreadable', () => 'nonsense'],
    ['unreadable', () => ''],
    ['unreadable', () => psbt.slice(0, -9)],
    ['unsigned', () => psbt],
    ['other_key', () => signedBy(staker)],
    ['sighash_type', () => signedBy(depositor, (der) => Uint8Array.of(...der, 2), 2)],
    ['sighash_type', () => signedBy(depositor, (der) => Uint8Array.of(...der, 0x81), 0x81)],
    ['signature', () => signedBy(depositor, (der) => Uint8Array.of(...der, 1), 2)],
    ['changed_inputs', () => tampered({ coins: coins.slice(1) })],
    ['changed_inputs', () => tampered({ coins: coins.map((coin) => ({ ...coin, vout: 9 })) })],
    ['changed_outputs', () => tampered({ payoutScript: Uint8Array.of(0, 0x14, ...new Uint8Array(20)) })],
    ['changed_outputs', () => tampered({ feeRate: 3_000n })],
    ['changed_outputs', () => edited((it) => it.addOutput({ script: payoutScript, amount: 330n }))],
    ['changed_lock_time', () => edited(() => {}, 904_321)],
    ['changed_sequence', () => edited((it) => it.updateInput(1, { sequence: 0xfffffffe }))],
  ])('error: RecoverSignedError %s', (rule, given) => expect(finished(given())).toBe(rule))
  test('error: RecoverSignedError high_s', () => {
    const high = signedBy(depositor, (der) => {
      const { r, s } = secp256k1.Signature.fromBytes(der, 'der')
      const n = secp256k1.Point.Fn.ORDER
      return Uint8Array.of(...new secp256k1.Signature(r, n - s).toBytes('der'), 1)
    })
    expect(finished(high)).toBe('high_s')
  })
  test('error: a value that a source made up voids the signature', () => {
    const lied = coins.map((coin) => ({ ...coin, sats: coin.sats + 1n }))
    const { signatures } = { signatures: walletSigns(recoverPsbt(asked), depositor) }
    const other = buildRecover(recoverOrder({ coins: lied, feeRate: 2_000n }))
    expect(ruleOf(() => finishRecover({ ...other, unsigned: asked.unsigned }, signatures.toPSBT()))).toBe(
      'signature',
    )
  })
})

describe('depositSpend', () => {
  const coin = asked.coins[1] ?? { txid: '', vout: 0 }
  test('default: the depositor’s branch', () =>
    expect(depositSpend(own.hex, coin.txid, coin.vout)).toBe('depositor'))
  test('behavior: the staker’s branch, and what cannot be told', () => {
    const transaction = Transaction.fromPSBT(psbt, { allowUnknownInputs: true })
    const witness = (selector: number[]) =>
      asked.coins.forEach((_, index) => {
        const items = [new Uint8Array(71), Uint8Array.from(selector), asked.witnessScript]
        transaction.updateInput(index, { finalScriptWitness: items }, true)
      })
    witness([1])
    const swept = toHex(transaction.toBytes(true, true))
    expect(depositSpend(swept, coin.txid, coin.vout)).toBe('staker')
    expect(depositSpend(swept, coin.txid, coin.vout + 1)).toBe(null)
    witness([2])
    expect(depositSpend(toHex(transaction.toBytes(true, true)), coin.txid, coin.vout)).toBe(null)
  })
})

describe('recoverySecret', () => {
  const refundPubKeyHash = hash160(secp256k1.getPublicKey(depositor, true))
  const place = { network: 'regtest', chainId: 31337, manager, reqId: 7n, refundPubKeyHash } as const
  const parts = {
    network: 'regtest',
    chainId: 31337,
    manager,
    wif: toWif(depositor, 'regtest'),
    pubKeyHash: refundPubKeyHash,
    deposit: null,
  } as const
  const file = buildRecoveryFile(parts)
  test('default: the key that signs', () => {
    const secret = recoverySecret(file, { ...place, manager: manager.toLowerCase() as typeof manager })
    expect(secret).toEqual(depositor)
  })
  test.each<[RecoverFileRule, object]>([
    ['file_bridge', { chainId: 1 }],
    ['file_bridge', { manager: `0x${'11'.repeat(20)}` }],
    ['file_network', { network: 'main' }],
    ['file_key', { refundPubKeyHash: new Uint8Array(20) }],
  ])('error: RecoverFileError %s', (rule, change) => {
    expect(() => recoverySecret(file, { ...place, ...change })).toThrow(RecoverFileError)
    expect(ruleOfFile(() => recoverySecret(file, { ...place, ...change }))).toBe(rule)
  })
  test('error: RecoveryFileError for a damaged file', () =>
    expect(() => recoverySecret(file.slice(0, -20), place)).toThrow(RecoveryFileError))
})

const ruleOfFile = (act: () => unknown): RecoverFileRule | null => {
  try {
    act()
    return null
  } catch (error) {
    return error instanceof RecoverFileError ? error.rule : null
  }
}
