import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Address, Hex } from 'viem'
import { carriesMarking } from '../../bitcoin/carries-marking.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../bitcoin/esplora-schemas.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { payoutMarking } from '../../bitcoin/payout-marking.ts'
import { payoutMarkingScript } from '../../bitcoin/payout-marking-script.ts'
import { payoutTag } from '../../bitcoin/payout-tag.ts'
import { type FoundPayment, type RefusedPayment, sharePayments } from '../../bitcoin/share-payments.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import type { Withdrawal } from '../../core/withdrawal.ts'
import { EsploraHistoryTooLongError } from '../../errors/esplora.ts'
import { type Evidence, NO_EVIDENCE } from '../deposit/evidence.ts'
import { EvidenceCheck } from '../deposit/evidence-check.ts'

/** The payment of a share, and what this browser could check about it. */
export type WatchedPayout = FoundPayment & Evidence
/** A reorganisation took blocks from a payment that was seen before. Counts are blocks on it. */
export type PayoutEvent = Readonly<{ share: number; from: number; to: number }>
export type PayoutSight = Readonly<{
  tipHeight: number
  payouts: readonly WatchedPayout[]
  refused: readonly RefusedPayment[]
  events: readonly PayoutEvent[]
}>
export type PayoutQuestion = Readonly<{
  withdrawal: Withdrawal
  chainId: number
  withdrawals: Address
  /** confirmations that the contract asks for a share */
  required: (share: number) => number
  minBlockWork: bigint | null
  relayHash: (height: number) => Promise<Hex | null>
  /** whether the contract has counted an output already */
  consumed: (txid: string, vout: number) => Promise<boolean>
}>

const PAGE = 25
const MOST = 40 * PAGE

/**
 * Watches a withdrawal's payout script on Bitcoin for transactions that carry its markings, and checks by itself what the
 * source says (X10). What else arrives at the person's own address is not looked at.
 */
export class PayoutWatch {
  readonly #esplora: Esplora
  readonly #check: EvidenceCheck
  #before = new Map<number, Readonly<{ count: number; hash: string | null }>>()

  constructor(esplora: Esplora) {
    this.#esplora = esplora
    this.#check = new EvidenceCheck(esplora)
  }

  /** @throws {EsploraError} when no Bitcoin source answers; what was seen before stays remembered */
  async look(question: PayoutQuestion): Promise<PayoutSight> {
    const { withdrawal, chainId, withdrawals } = question
    const { reqId, payoutScript: script, requestHeight } = withdrawal
    const scriptHash = bytesToHex(sha256(fromHex(script)))
    const [tipHeight, transactions] = await Promise.all([
      this.#esplora.tipHeight(),
      this.#since(scriptHash, requestHeight),
    ])
    const tag = payoutTag(chainId, withdrawals)
    const shares = [...withdrawal.shares]
      // what the chain took already was found before what may still come
      .sort((a, b) => Number(b.state === 'Paid') - Number(a.state === 'Paid'))
      .map(({ share, payoutSats, state }) => ({
        share,
        leastSats: payoutSats,
        paid: state === 'Paid',
        marking: bytesToHex(payoutMarkingScript({ tag, reqId, share })),
      }))
    const markings = withdrawal.shares.map(({ share }) => toHex(payoutMarking({ tag, reqId, share })))
    const marked = transactions.filter((tx) => markings.some((marking) => carriesMarking(tx, marking)))
    const { found, refused } = sharePayments({
      script,
      afterHeight: requestHeight,
      transactions: marked,
      tipHeight,
      shares,
      taken: await this.#taken(marked, script, question),
    })
    const payouts = await Promise.all(
      found.map(async (payment) => ({ ...payment, ...(await this.#evidence(payment, script, question)) })),
    )
    const events = payouts.flatMap(({ share, confirmations: to, block }) => {
      const before = this.#before.get(share)
      const moved = before !== undefined && before.hash !== null && before.hash !== block?.hash
      return before !== undefined && (moved || to < before.count) ? [{ share, from: before.count, to }] : []
    })
    this.#before = new Map(
      payouts.map(({ share, confirmations, block }) => [
        share,
        { count: confirmations, hash: block?.hash ?? null },
      ]),
    )
    return { tipHeight, payouts, refused, events }
  }

  /** Newest first, back to the request: an address in daily use may have a long history before it. */
  async #since(scriptHash: string, height: number): Promise<EsploraTransaction[]> {
    const found: EsploraTransaction[] = []
    for (let last: string | undefined; ; ) {
      const page = await this.#esplora.scriptTransactions(scriptHash, last)
      const known = new Set(found.map(({ txid }) => txid))
      found.push(...page.filter(({ txid }) => !known.has(txid)))
      const confirmed = page.filter(({ status }) => status !== null)
      const oldest = confirmed.at(-1)
      if (confirmed.length < PAGE || !oldest?.status || oldest.status.height <= height) return found
      last = oldest.txid
      // What a flood may hide must not be taken for unpaid.
      if (found.length >= MOST) throw new EsploraHistoryTooLongError(MOST)
    }
  }

  /** Outputs to the script that were counted before: one output pays one share, of one request, once. */
  async #taken(
    marked: readonly EsploraTransaction[],
    script: Hex,
    question: PayoutQuestion,
  ): Promise<ReadonlySet<string>> {
    const wanted = script.slice(2).toLowerCase()
    const mined = marked.filter(({ status }) => status !== null)
    const taken = await Promise.all(
      mined.flatMap(({ txid, outputs }) =>
        outputs.flatMap((output, vout) =>
          output.script === wanted
            ? [question.consumed(txid, vout).then((yes) => (yes ? [`${txid}:${vout}`] : []))]
            : [],
        ),
      ),
    )
    return new Set(taken.flat())
  }

  async #evidence(payment: FoundPayment, script: Hex, question: PayoutQuestion): Promise<Evidence> {
    const { block, share } = payment
    if (block === null) return NO_EVIDENCE
    const { minBlockWork, relayHash } = question
    const demands = { script, required: question.required(share), minBlockWork, relayHash }
    return this.#check.of({ ...payment, block }, demands)
  }
}
