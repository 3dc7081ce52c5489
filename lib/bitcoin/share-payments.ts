import type { Hex } from 'viem'
import type { Sat } from '../core/units.ts'
import type { EsploraTransaction } from './esplora-schemas.ts'
import { fromHex } from './from-hex.ts'
import { isProvable } from './is-provable.ts'
import { opReturnData } from './op-return-data.ts'
import type { ScriptPayment } from './payments-to-script.ts'
import { toHex } from './to-hex.ts'

/** A share as far as its payment needs it. `marking` is the OP_RETURN script in hex without 0x. */
export type WantedShare = Readonly<{
  share: number
  marking: string
  leastSats: bigint
  /** the contract has taken its payment already */
  paid: boolean
}>
export type FoundPayment = ScriptPayment & Readonly<{ share: number }>
/**
 * A transaction with the share's marking and an output to the script that does not pay it: every output is too small, it is
 * not newer than the request, or all of it was counted for other shares.
 */
export type RefusedPayment = Readonly<{
  share: number
  txid: string
  why: 'short' | 'old' | 'elsewhere'
  /** above 0 when short */
  missingSats: bigint
}>

export type SharePaymentsQuestion = Readonly<{
  /** scriptPubKey that is to be paid */
  script: Hex
  shares: readonly WantedShare[]
  /** payments in this block or before count for nothing */
  afterHeight: number
  transactions: readonly EsploraTransaction[]
  tipHeight: number
  /** `txid:vout` of outputs that the contract has counted already, for these shares or for others */
  taken: ReadonlySet<string>
}>

type Output = Readonly<{ vout: number; sats: Sat }>

/** By what the push holds and not by how it is written, as the contract looks (X22). */
const dataOf = (script: string): string | null => {
  const data = script.startsWith('6a') ? opReturnData(fromHex(script)) : null
  return data && toHex(data)
}

const outputsTo = ({ outputs }: EsploraTransaction, script: string): Output[] =>
  outputs.flatMap((output, vout) => (output.script === script ? [{ vout, sats: output.sats }] : []))

/**
 * Which of a script's transactions pay which share, by the contract's rule: it carries the share's marking, is newer than
 * the request, and of its outputs to the script the smallest that is enough and not another share's counts. What carries a
 * marking and does not count is named with its reason; everything else that arrives at the person's own address is none of
 * the bridge's business and left out.
 */
export const sharePayments = (
  question: SharePaymentsQuestion,
): Readonly<{ found: readonly FoundPayment[]; refused: readonly RefusedPayment[] }> => {
  const script = question.script.slice(2).toLowerCase()
  const found = new Map<number, FoundPayment>()
  const refused: RefusedPayment[] = []
  // The oldest block first and the mempool last, so that a second payment never takes the place of the first.
  const ordered = question.transactions.toSorted(
    (a, b) => (a.status?.height ?? Infinity) - (b.status?.height ?? Infinity) || 0,
  )
  for (const transaction of ordered) {
    if (!isProvable(transaction)) continue
    const { txid, status } = transaction
    const old = status !== null && status.height <= question.afterHeight
    const outputs = outputsTo(transaction, script).toSorted((a, b) => (a.sats < b.sats ? -1 : 1))
    const marks = new Set(transaction.outputs.flatMap((output) => dataOf(output.script) ?? []))
    const used = new Set<number>()
    for (const { share, marking, leastSats, paid } of question.shares) {
      if (found.has(share) || !marks.has(dataOf(marking) ?? marking)) continue
      const free = outputs.filter(
        ({ vout }) => !used.has(vout) && (paid || !question.taken.has(`${txid}:${vout}`)),
      )
      const output = free.find(({ sats }) => sats >= leastSats)
      if (old || !output) {
        const most = free.at(-1)
        const why = old ? 'old' : most ? 'short' : 'elsewhere'
        const missingSats = why === 'short' && most ? leastSats - most.sats : 0n
        if (outputs.length > 0) refused.push({ share, txid, why, missingSats })
        continue
      }
      used.add(output.vout)
      found.set(share, {
        share,
        txid,
        vout: output.vout,
        sats: output.sats,
        confirmations: status === null ? 0 : Math.max(1, question.tipHeight - status.height + 1),
        block: status && { height: status.height, hash: status.blockHash },
        replaceable: status === null && transaction.inputs.some(({ sequence }) => sequence <= 0xfffffffd),
        provable: true,
      })
    }
  }
  return { found: [...found.values()], refused }
}
