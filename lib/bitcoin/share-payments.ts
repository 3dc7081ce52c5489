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
/** A transaction with the share's marking that does not pay it: every output to the script is too small. */
export type ShortPayment = Readonly<{ share: number; txid: string; paidSats: Sat; leastSats: bigint }>

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
 * the request, and of its outputs to the script the smallest that is enough and not another share's counts. Everything else
 * that arrives at the person's own address is none of the bridge's business and left out.
 */
export const sharePayments = (
  question: SharePaymentsQuestion,
): Readonly<{ found: readonly FoundPayment[]; short: readonly ShortPayment[] }> => {
  const script = question.script.slice(2).toLowerCase()
  const found = new Map<number, FoundPayment>()
  const short: ShortPayment[] = []
  // The oldest block first and the mempool last, so that a second payment never takes the place of the first.
  const ordered = question.transactions
    .filter(({ status }) => status === null || status.height > question.afterHeight)
    .toSorted((a, b) => (a.status?.height ?? Infinity) - (b.status?.height ?? Infinity) || 0)
  for (const transaction of ordered) {
    if (!isProvable(transaction)) continue
    const outputs = outputsTo(transaction, script).toSorted((a, b) => (a.sats < b.sats ? -1 : 1))
    const marks = new Set(transaction.outputs.flatMap((output) => dataOf(output.script) ?? []))
    const used = new Set<number>()
    for (const { share, marking, leastSats, paid } of question.shares) {
      if (found.has(share) || !marks.has(dataOf(marking) ?? marking)) continue
      const free = outputs.filter(
        ({ vout }) => !used.has(vout) && (paid || !question.taken.has(`${transaction.txid}:${vout}`)),
      )
      const output = free.find(({ sats }) => sats >= leastSats)
      if (!output) {
        const most = free.at(-1)
        if (most) short.push({ share, txid: transaction.txid, paidSats: most.sats, leastSats })
        continue
      }
      used.add(output.vout)
      const { status } = transaction
      found.set(share, {
        share,
        txid: transaction.txid,
        vout: output.vout,
        sats: output.sats,
        confirmations: status === null ? 0 : Math.max(1, question.tipHeight - status.height + 1),
        block: status && { height: status.height, hash: status.blockHash },
        replaceable: status === null && transaction.inputs.some(({ sequence }) => sequence <= 0xfffffffd),
        provable: true,
      })
    }
  }
  return { found: [...found.values()], short }
}
