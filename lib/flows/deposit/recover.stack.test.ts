import { secp256k1 } from '@noble/curves/secp256k1.js'
import { Transaction } from '@scure/btc-signer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BitcoinRpc } from '../../../stack/bitcoin/rpc.ts'
import type { Stack } from '../../../stack/start-stack.ts'
import { control, startTestStack, type TestPlace, testPlace } from '../../../stack/test-stack.ts'
import {
  depositor,
  payoutScript,
  recoverOrder,
  staker,
  walletSigns,
} from '../../../test/helpers/recover-case.ts'
import { buildRecover } from '../../bitcoin/build-recover.ts'
import { createEsplora, type Esplora } from '../../bitcoin/create-esplora.ts'
import { p2wshScript } from '../../bitcoin/p2wsh-script.ts'
import { recoverPsbt } from '../../bitcoin/recover-psbt.ts'
import { scriptToAddress } from '../../bitcoin/script-to-address.ts'
import { signRecover } from '../../bitcoin/sign-recover.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { EsploraRejectedError } from '../../errors/esplora.ts'
import { RecoverSendError } from '../../errors/recover.ts'
import { PaymentWatch } from './payment-watch.ts'
import { recoverSight } from './recover-sight.ts'
import { sendRecover } from './send-recover.ts'
import { signWithWallet } from './sign-with.ts'

/** A real node and the source that the pages read, through the flow that the page runs. */
let place: TestPlace
let stack: Stack
let rpc: BitcoinRpc
let esplora: Esplora
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

const mine = (blocks: number) => control(stack, '/mine', { blocks })
const newDeposit = async (payments: readonly number[]) => {
  const order = recoverOrder({}, depositor, (await esplora.tipHeight()) + 5)
  const script = p2wshScript(order.witnessScript)
  const address = scriptToAddress(script, 'regtest')
  for (const sats of payments) await control(stack, '/faucet', { address, sats })
  const nothingMinted = { script: toHex(script), paidSats: 0n, mintedSats: 0n }
  // a watch that remembers nothing, as after a reload
  return {
    order,
    script,
    look: () => recoverSight(new PaymentWatch(esplora), esplora, nothingMinted, async () => false),
  }
}
const failure = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof RecoverSendError ? error.rule : error),
  )

describe('recovery, through a Bitcoin source', () => {
  test('default: waits, is found, is too early, goes out once, is counted to the end', async () => {
    const { order, look } = await newDeposit([60_000, 40_000])
    expect(await look()).toMatchObject({ coins: [], waitingSats: 100_000n, spends: [] })
    await mine(1)
    const { coins, waitingSats } = await look()
    expect([coins.length, waitingSats]).toEqual([2, 0n])

    const asked = buildRecover({ ...order, coins })
    const signed = signRecover(asked, depositor)
    expect(await failure(sendRecover(esplora, asked, signed))).toBe('too_early')
    await mine(order.refundHeight - (await esplora.tipHeight()))
    expect(await sendRecover(esplora, asked, signed)).toBe(signed.txid)
    expect(await sendRecover(esplora, asked, signed), 'pressed twice').toBe(signed.txid)
    const sent = { txid: signed.txid, by: 'depositor', sats: 100_000n }
    expect(await look()).toMatchObject({ coins: [], spends: [{ ...sent, confirmations: 0 }] })
    await mine(6)
    expect(await look()).toMatchObject({ coins: [], spends: [{ ...sent, confirmations: 6 }] })
    expect(await sendRecover(esplora, asked, signed), 'long after').toBe(signed.txid)
    const { value } = await rpc.call<{ value: number }>('gettxout', signed.txid, 0)
    expect(BigInt(Math.round(value * 1e8))).toBe(asked.payout)
  })

  test('behavior: a wallet signs; the same coins in another transaction are said to have moved', async () => {
    const { order, look } = await newDeposit([50_000])
    await mine(5)
    const { coins } = await look()
    const asked = buildRecover({ ...order, coins })
    const signer = {
      address: 'unused here',
      publicKey: toHex(secp256k1.getPublicKey(depositor, true)),
      signPsbt: async ({ inputs }: { inputs: readonly number[] }) => {
        expect(inputs).toEqual([0])
        return Buffer.from(walletSigns(recoverPsbt(asked), depositor).toPSBT()).toString('base64')
      },
    }
    const signed = await signWithWallet(asked, signer)
    const other = { ...signer, publicKey: toHex(secp256k1.getPublicKey(staker, true)) }
    expect(await failure(signWithWallet(asked, other))).toBe('wrong_wallet_key')
    expect(await sendRecover(esplora, asked, signed)).toBe(signed.txid)
    await mine(1)
    const dearer = buildRecover({ ...order, coins, feeRate: 5_000n })
    expect(await failure(sendRecover(esplora, dearer, signRecover(dearer, depositor)))).toBe('coins_moved')
  })

  test('behavior: the fee of one that waits is raised, over the same coins (BIP-125)', async () => {
    const { order, look } = await newDeposit([50_000, 20_000])
    await mine(5)
    const { coins } = await look()
    const asked = buildRecover({ ...order, coins })
    await sendRecover(esplora, asked, signRecover(asked, depositor))
    const [{ waiting } = { waiting: null }] = (await look()).spends
    expect(waiting).toMatchObject({ coins: asked.coins, fee: asked.fee, payoutScript: toHex(payoutScript) })
    const dearer = buildRecover({ ...order, coins, feeRate: 5_000n })
    const signed = signRecover(dearer, depositor)
    expect(await sendRecover(esplora, dearer, signed, waiting?.txid)).toBe(signed.txid)
    expect((await look()).spends).toMatchObject([{ txid: signed.txid, waiting: { fee: dearer.fee } }])
    await mine(1)
    expect((await look()).spends).toMatchObject([{ txid: signed.txid, confirmations: 1, waiting: null }])
  })

  test('behavior: a coin that the staker took is told apart', async () => {
    const { order, script, look } = await newDeposit([70_000])
    await mine(5)
    const { coins } = await look()
    const coin = coins[0] ?? { txid: '', vout: 0, sats: 0n }
    const sweep = new Transaction({ disableScriptCheck: true })
    const witnessUtxo = { script, amount: coin.sats }
    sweep.addInput({ txid: coin.txid, index: coin.vout, sequence: 0xfffffffd, witnessUtxo })
    sweep.addOutput({ script: payoutScript, amount: coin.sats - 1_000n })
    const digest = sweep.preimageWitnessV0(0, order.witnessScript, 1, coin.sats)
    const der = secp256k1.sign(digest, staker, { prehash: false, format: 'der', lowS: true })
    const witness = [Uint8Array.of(...der, 1), Uint8Array.of(1), order.witnessScript]
    sweep.updateInput(0, { finalScriptWitness: witness }, true)
    const txid = await esplora.broadcast(sweep.hex)
    expect(await look()).toMatchObject({ coins: [], spends: [{ txid, by: 'staker', confirmations: 0 }] })
  })

  test('error: EsploraRejectedError keeps the reason when nobody has spent the coins', async () => {
    const { order, look } = await newDeposit([30_000])
    await mine(5)
    const asked = buildRecover({ ...order, coins: (await look()).coins })
    const { txid, hex } = signRecover(asked, depositor)
    const broken = { txid, hex: hex.replace(/..(?=.{8}$)/, '00') }
    const error = await failure(sendRecover(esplora, asked, broken))
    expect(error).toBeInstanceOf(EsploraRejectedError)
    expect((await look()).coins).toHaveLength(1)
  })
})
