import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Hex } from 'viem'
import type { RecoverCoin } from '../../bitcoin/build-recover.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import type { Sat } from '../../core/units.ts'
import type { DepositSpend, PaymentWatch } from './payment-watch.ts'

/** One transaction that took coins of a deposit on. */
export type RecoverSpend = Readonly<{
  txid: string
  /** who signed it, null when its witness cannot be read */
  by: DepositSpend['by']
  /** coins that it spent, in sats, before its fee */
  sats: Sat
  /** 0 in the mempool */
  confirmations: number
}>
/** What Bitcoin shows of a deposit's coins now. The whole state of a recovery: a reload finds it again. */
export type RecoverSight = Readonly<{
  tipHeight: number
  /** in a block and not spent by anything, mined or waiting */
  coins: readonly RecoverCoin[]
  /** paid and not in a block yet, in sats */
  waitingSats: Sat
  spends: readonly RecoverSpend[]
}>

const sum = (coins: readonly { sats: bigint }[]): Sat =>
  coins.reduce((total, { sats }) => total + sats, 0n) as Sat

/**
 * Looks for the coins of a deposit's script, however they came there, and for what became of each. Values and counts are
 * the source's word: a signature over a wrong value is void, so a lie costs nothing.
 * @param script as computed from the chain @throws {EsploraError} when no Bitcoin source answers
 */
export async function recoverSight(
  watch: PaymentWatch,
  esplora: Esplora,
  script: Hex,
): Promise<RecoverSight> {
  const [{ tipHeight, payments }, unspent] = await Promise.all([
    watch.look({ script, required: 1, minBlockWork: null, relayHash: async () => null }),
    esplora.scriptUtxos(bytesToHex(sha256(fromHex(script)))),
  ])
  const free = new Set(unspent.map(({ txid, vout }) => `${txid}:${vout}`))
  const open = payments.filter(({ spend, txid, vout }) => spend === null && free.has(`${txid}:${vout}`))
  const byTxid = new Map<string, { spend: DepositSpend; sats: Sat }>()
  for (const { spend, sats } of payments)
    if (spend !== null) {
      const before = byTxid.get(spend.txid)?.sats ?? 0n
      byTxid.set(spend.txid, { spend, sats: (before + sats) as Sat })
    }
  return {
    tipHeight,
    coins: open.filter(({ block }) => block !== null).map(({ txid, vout, sats }) => ({ txid, vout, sats })),
    waitingSats: sum(open.filter(({ block }) => block === null)),
    spends: [...byTxid.values()].map(({ spend: { txid, by, height }, sats }) => ({
      txid,
      by,
      sats,
      confirmations: height === null ? 0 : Math.max(1, tipHeight - height + 1),
    })),
  }
}
