import { secp256k1 } from '@noble/curves/secp256k1.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import { base64 } from '@scure/base'
import { p2sh, p2wpkh, TEST_NETWORK, Transaction } from '@scure/btc-signer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BitcoinRpc } from '../../stack/bitcoin/rpc.ts'
import { manager, staker, walletSigns } from '../../test/helpers/recover-case.ts'
import { runBitcoind } from '../../test/helpers/run-bitcoind.ts'
import { RecoverSignedError } from '../errors/recover.ts'
import { buildRecover, type Recover, type RecoverCoin } from './build-recover.ts'
import { depositSpend } from './deposit-spend.ts'
import { depositWitnessScript } from './deposit-witness-script.ts'
import { finishRecover } from './finish-recover.ts'
import { makeRefundKey } from './make-refund-key.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { parseAddress } from './parse-address.ts'
import { recoverPsbt } from './recover-psbt.ts'
import { buildRecoveryFile } from './recovery-file.ts'
import { recoverySecret } from './recovery-secret.ts'
import { refundKeyOf } from './refund-key-of.ts'
import { scriptToAddress } from './script-to-address.ts'
import { signRecover } from './sign-recover.ts'

/** The judge here is Bitcoin Core itself. */
const regtest = { ...TEST_NETWORK, bech32: 'bcrt' }
const REFUND_HEIGHT = 215
const miner = scriptToAddress(p2wshScript(Uint8Array.of(1)), 'regtest') ?? ''
let rpc: BitcoinRpc
let stop: () => Promise<void>
beforeAll(async () => {
  ;({ rpc, stop } = await runBitcoind())
})
afterAll(() => stop())

const key = (byte: number) => {
  const secret = new Uint8Array(32).fill(byte)
  return { secret, pubKey: secp256k1.getPublicKey(secret, true) }
}
const native = key(21)
const nested = key(22)
const made = makeRefundKey('regtest')
const nativeAddress = p2wpkh(native.pubKey, regtest).address ?? ''
const nestedAddress = p2sh(p2wpkh(nested.pubKey, regtest), regtest).address ?? ''
const hashes = {
  made: made.pubKeyHash,
  native: refundKeyOf(nativeAddress, native.pubKey, 'regtest').pubKeyHash,
  nested: refundKeyOf(nestedAddress, nested.pubKey, 'regtest').pubKeyHash,
}
type Kind = keyof typeof hashes
const kinds = Object.keys(hashes) as Kind[]
const scriptOf = (kind: Kind) =>
  depositWitnessScript({
    chainId: 31337,
    manager,
    reqId: BigInt(kinds.indexOf(kind) + 1),
    share: 0,
    stakerPubKey: secp256k1.getPublicKey(staker, true),
    refundHeight: REFUND_HEIGHT,
    refundPubKeyHash: hashes[kind],
  })
const payout: Record<Kind, string> = {
  made: nativeAddress,
  native: nestedAddress,
  nested: scriptToAddress(Uint8Array.of(0x51, 0x20, ...native.pubKey.slice(1)), 'regtest') ?? '',
}

const coins: Record<Kind, RecoverCoin[]> = { made: [], native: [], nested: [] }
const recoverOf = (kind: Kind, feeRate = 2_500n): Recover =>
  buildRecover({
    coins: coins[kind],
    witnessScript: scriptOf(kind),
    refundHeight: REFUND_HEIGHT,
    refundPubKeyHash: hashes[kind],
    payoutScript: parseAddress(payout[kind], 'regtest').script,
    feeRate,
    confirmedFee: 0n,
  })
const recoveryFile = () =>
  buildRecoveryFile({
    network: 'regtest',
    chainId: 31337,
    manager,
    wif: made.wif,
    pubKeyHash: made.pubKeyHash,
    deposit: null,
  })
const place = {
  network: 'regtest',
  chainId: 31337,
  manager,
  reqId: 1n,
  refundPubKeyHash: made.pubKeyHash,
} as const
const signed: Record<Kind, () => { hex: string; txid: string }> = {
  made: () => signRecover(recoverOf('made'), recoverySecret(recoveryFile(), place)),
  native: () => {
    const asked = recoverOf('native')
    return finishRecover(asked, base64.encode(walletSigns(recoverPsbt(asked), native.secret).toPSBT()))
  },
  nested: () => {
    const asked = recoverOf('nested')
    return finishRecover(asked, walletSigns(recoverPsbt(asked), nested.secret).toPSBT())
  },
}
const accepts = async (hex: string) => {
  const [answer] = await rpc.call<{ allowed: boolean; 'reject-reason'?: string; vsize?: number }[]>(
    'testmempoolaccept',
    [hex],
  )
  return answer?.allowed === true ? true : (answer?.['reject-reason'] ?? false)
}
const refusal = (act: () => unknown) => {
  try {
    act()
    return null
  } catch (error) {
    return error instanceof RecoverSignedError ? error.rule : error
  }
}

describe('recovery, against Bitcoin Core', () => {
  beforeAll(async () => {
    // two coins each, so that a transaction has more than one input
    for (const kind of [...kinds, ...kinds]) {
      const address = scriptToAddress(p2wshScript(scriptOf(kind)), 'regtest') ?? ''
      const [hash] = await rpc.call<string[]>('generatetoaddress', 1, address)
      const { tx } = await rpc.call<{ tx: { txid: string; vout: { value: number }[] }[] }>(
        'getblock',
        hash,
        2,
      )
      const sats = BigInt(Math.round((tx[0]?.vout[0]?.value ?? 0) * 1e8))
      coins[kind].push({ txid: tx[0]?.txid ?? '', vout: 0, sats })
    }
    await rpc.call('generatetoaddress', REFUND_HEIGHT - 1 - kinds.length * 2, miner)
  })

  test.each(kinds)('a %s key: one block before the refund height it is not final', async (kind) => {
    expect(await rpc.call('getblockcount')).toBe(REFUND_HEIGHT - 1)
    expect(await accepts(signed[kind]().hex)).toBe('non-final')
  })

  test('with an earlier lock time the script itself refuses', async () => {
    const asked = recoverOf('native')
    const early = new Transaction({ version: 2, lockTime: REFUND_HEIGHT - 1, disableScriptCheck: true })
    const amount = asked.coins[0]?.sats ?? 0n
    const witnessUtxo = { script: p2wshScript(asked.witnessScript), amount }
    const txid = asked.coins[0]?.txid ?? ''
    early.addInput({ txid, index: 0, sequence: 0xfffffffd, witnessUtxo })
    early.addOutput({
      script: asked.transaction.outputs[0]?.script ?? new Uint8Array(),
      amount: amount - 900n,
    })
    const digest = early.preimageWitnessV0(0, asked.witnessScript, 1, amount)
    const der = secp256k1.sign(digest, native.secret, { prehash: false, format: 'der', lowS: true })
    const witness = [Uint8Array.of(...der, 1), native.pubKey, new Uint8Array(), asked.witnessScript]
    early.updateInput(0, { finalScriptWitness: witness }, true)
    expect(await accepts(early.hex)).toContain('Locktime requirement not satisfied')
  })

  test('what our code refuses, before anything is sent', () => {
    const asked = recoverOf('native')
    const psbt = recoverPsbt(asked)
    const altered = (sighash: number, alter: (der: Uint8Array) => Uint8Array, secret = native.secret) => {
      const transaction = Transaction.fromPSBT(psbt, { allowUnknownInputs: true })
      asked.coins.forEach(({ sats }, index) => {
        const digest = transaction.preimageWitnessV0(index, asked.witnessScript, sighash, sats)
        const der = alter(secp256k1.sign(digest, secret, { prehash: false, format: 'der', lowS: true }))
        const signature = Uint8Array.of(...der, sighash)
        const partialSig: [Uint8Array, Uint8Array][] = [[secp256k1.getPublicKey(secret, true), signature]]
        transaction.updateInput(index, { sighashType: undefined, partialSig } as object, true)
      })
      return transaction.toPSBT()
    }
    const high = (der: Uint8Array) => {
      const { r, s } = secp256k1.Signature.fromBytes(der, 'der')
      return new secp256k1.Signature(r, secp256k1.Point.Fn.ORDER - s).toBytes('der')
    }
    const as = (der: Uint8Array) => der
    expect(refusal(() => finishRecover(asked, altered(1, as, nested.secret)))).toBe('other_key')
    expect(refusal(() => finishRecover(asked, altered(1, high)))).toBe('high_s')
    expect(refusal(() => finishRecover(asked, altered(0x82, as)))).toBe('sighash_type')
    const cheaper = walletSigns(recoverPsbt(recoverOf('native', 1_000n)), native.secret)
    expect(refusal(() => finishRecover(asked, cheaper.toPSBT()))).toBe('changed_outputs')
    expect(refusal(() => finishRecover(asked, psbt))).toBe('unsigned')
    expect(refusal(() => signRecover(asked, nested.secret))).toBe('other_key')
  })

  test.each(kinds)('a %s key: from the refund height on it is accepted, mined and paid', async (kind) => {
    if ((await rpc.call<number>('getblockcount')) < REFUND_HEIGHT)
      await rpc.call('generatetoaddress', 1, miner)
    const asked = recoverOf(kind)
    const { hex, txid } = signed[kind]()
    expect(await accepts(hex)).toBe(true)
    expect(await rpc.call('sendrawtransaction', hex)).toBe(txid)
    const { vsize } = await rpc.call<{ vsize: number }>('getmempoolentry', txid)
    expect(asked.vsize - vsize).toBeGreaterThanOrEqual(0)
    expect(asked.vsize - vsize).toBeLessThanOrEqual(asked.coins.length)
    await rpc.call('generatetoaddress', 1, miner)
    const mined = await rpc.call<{
      confirmations: number
      vout: { value: number; scriptPubKey: { address: string } }[]
    }>('getrawtransaction', txid, true)
    expect(mined.confirmations).toBe(1)
    expect(
      mined.vout.map(({ value, scriptPubKey }) => [Math.round(value * 1e8), scriptPubKey.address]),
    ).toEqual([[Number(asked.payout), payout[kind]]])
    for (const coin of asked.coins) {
      expect(await rpc.call('gettxout', coin.txid, coin.vout)).toBe(null)
      expect(depositSpend(hex, coin.txid, coin.vout)).toBe('depositor')
    }
    expect(hexToBytes(hex).length).toBeGreaterThan(asked.unsigned.length)
  })
})
