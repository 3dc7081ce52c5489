import type { Hex } from 'viem'
import type { Sat } from '../core/units.ts'
import type { EsploraTransaction } from './esplora-schemas.ts'
import { isProvable } from './is-provable.ts'

/** BIP-125: an input that signals this or less may be replaced before it is mined. */
const MAX_REPLACEABLE_SEQUENCE = 0xfffffffd

export type ScriptPayment = Readonly<{
  txid: string
  vout: number
  sats: Sat
  /** 0 in the mempool; its own block counted */
  confirmations: number
  block: Readonly<{ height: number; hash: string }> | null
  /** its fee may still be bumped, so the txid may change */
  replaceable: boolean
  /** false when the contract can never accept its transaction: only the refund key moves these coins on */
  provable: boolean
}>
export type LostPayment = Readonly<{
  txid: string
  vout: number
  sats: Sat
  /** the transaction that spends the same coins now; null when it just vanished from what the source knows */
  replacedBy: string | null
  /** whether what replaced it pays the script too: then it is followed, and nothing is lost (C21) */
  followed: boolean
}>
export type ScriptPayments = Readonly<{
  /** oldest first; those in the mempool last */
  payments: readonly ScriptPayment[]
  lost: readonly LostPayment[]
  totalSats: Sat
}>
export type SeenTransactions = Readonly<{
  /** scriptPubKey of the share */
  script: Hex
  transactions: readonly EsploraTransaction[]
  tipHeight: number
  /** what was seen before, with the transactions' inputs, to tell a replacement from a disappearance */
  before?: readonly EsploraTransaction[]
  /** other transactions that a source named as spending the inputs of one in `before` */
  conflicts?: readonly EsploraTransaction[]
}>

const paysOf = ({ outputs }: EsploraTransaction, script: Hex) =>
  outputs.flatMap((output, vout) =>
    `0x${output.script}` === script.toLowerCase() ? [{ vout, sats: output.sats }] : [],
  )

/**
 * Every payment to a script as the sources show it now, and what became of those seen before: replaced (and by what) or
 * gone. Pure: the same data always gives the same answer, so a page can be reloaded anywhere.
 */
export const paymentsToScript = (seen: SeenTransactions): ScriptPayments => {
  const { script, transactions, tipHeight } = seen
  const payments = transactions
    .flatMap((tx) =>
      paysOf(tx, script).map(
        ({ vout, sats }): ScriptPayment => ({
          txid: tx.txid,
          vout,
          sats,
          // A source may know a block before it moves its own tip: one confirmation at least, never a negative count.
          confirmations: tx.status === null ? 0 : Math.max(1, tipHeight - tx.status.height + 1),
          block: tx.status && { height: tx.status.height, hash: tx.status.blockHash },
          replaceable:
            tx.status === null && tx.inputs.some((input) => input.sequence <= MAX_REPLACEABLE_SEQUENCE),
          provable: isProvable(tx),
        }),
      ),
    )
    .toSorted((a, b) => b.confirmations - a.confirmations || (a.txid < b.txid ? -1 : 1))

  const live = new Set(transactions.map(({ txid }) => txid))
  const spenders = new Map<string, EsploraTransaction>()
  for (const tx of [...(seen.conflicts ?? []), ...transactions])
    for (const input of tx.inputs) spenders.set(`${input.txid}:${input.vout}`, tx)
  const lost = (seen.before ?? [])
    .filter(({ txid }) => !live.has(txid))
    .flatMap((tx) => {
      const spender = tx.inputs
        .map((input) => spenders.get(`${input.txid}:${input.vout}`))
        .find((by) => by && by.txid !== tx.txid)
      return paysOf(tx, script).map(
        ({ vout, sats }): LostPayment => ({
          txid: tx.txid,
          vout,
          sats,
          replacedBy: spender?.txid ?? null,
          followed: spender !== undefined && live.has(spender.txid) && paysOf(spender, script).length > 0,
        }),
      )
    })
  return { payments, lost, totalSats: payments.reduce((total, { sats }) => total + sats, 0n) as Sat }
}
