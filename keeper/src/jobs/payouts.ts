import type { Address, Hex } from 'viem'
import { buildProof, type ContractProof } from '../../../lib/bitcoin/build-proof.ts'
import { carriesMarking } from '../../../lib/bitcoin/carries-marking.ts'
import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../../lib/bitcoin/esplora-schemas.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { ProofError } from '../../../lib/errors/proof.ts'
import { shareKey } from '../decide/withdrawals.ts'
import { errorText } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Log } from '../log.ts'
import { LookTurns } from './look-turns.ts'
import { type ScriptPages, scriptPages } from './script-pages.ts'

export interface ProvenPayout {
  txid: string
  height: number
  /** as explorers write it */
  blockHash: string
  proof: ContractProof
  /** false when no server lists it any more: buried by others, or its block was replaced; the relay knows which */
  listed: boolean
}

type Payments = Omit<ScriptPages, 'seen'> & { paying: EsploraTransaction[] }

/**
 * Finds the payments of shares among all that was ever paid to their scripts. Where that is more than can be read, a payment may be
 * buried under it; then it is also looked for where its staker's coins are, since every payment spends one of them: whoever
 * floods the one script does not bury it in the other. A cache: all of it can be read again.
 */
export class PayoutWatch {
  readonly #bitcoin: BitcoinPool
  readonly #log: Log
  readonly #sweepScriptOf: (staker: Address) => Promise<Hex>
  readonly #seenAt = new Map<string, string>()
  readonly #payouts = new Map<string, ProvenPayout[]>()

  readonly #turns: LookTurns

  /** @param now milliseconds */
  constructor(
    bitcoin: BitcoinPool,
    log: Log,
    sweepScriptOf: (staker: Address) => Promise<Hex>,
    now: () => number,
  ) {
    this.#turns = new LookTurns(now)
    this.#bitcoin = bitcoin
    this.#log = log
    this.#sweepScriptOf = sweepScriptOf
  }

  of(key: string): readonly ProvenPayout[] {
    return this.#payouts.get(key) ?? []
  }

  isFresh(key: string, tips: string): boolean {
    return this.#seenAt.get(key) === tips
  }

  /** Not all that is due was looked up in the last round. */
  get behind(): boolean {
    return this.#turns.behind
  }

  async update(shares: readonly OwedShare[], tips: string): Promise<void> {
    const wanted = new Set(shares.map(shareKey))
    for (const map of [this.#seenAt, this.#payouts])
      for (const key of map.keys()) if (!wanted.has(key)) map.delete(key)
    this.#turns.retain(wanted)
    const stale = shares.filter((share) => !this.isFresh(shareKey(share), tips))
    await this.#turns.round(stale, shareKey, tips, (share) => this.#look(share, tips))
  }

  async #look(share: OwedShare, tips: string): Promise<readonly Payments[]> {
    const key = shareKey(share)
    const answers = await this.#bitcoin.askAll((esplora) => paymentsOf(esplora, share.payoutScript, share))
    if (answers.length === 0 || answers.some(({ whole }) => !whole)) {
      const script = await this.#sweepScriptOf(share.staker)
      const spent = await this.#bitcoin.askAll((esplora) => paymentsOf(esplora, script, share))
      // Whether there is a payment is still not known: it may spend other coins.
      answers.push(...spent.map((answer) => ({ ...answer, whole: false })))
    }
    if (answers.length === 0) return answers
    const found = new Map<string, { txid: string; blockHash: string }>()
    for (const { txid, status } of answers.flatMap(({ paying }) => paying))
      if (status) found.set(`${txid}:${status.blockHash}`, { txid, blockHash: status.blockHash })
    let complete = answers.every(({ whole }) => whole)
    // What was found once stays while its block does: whoever floods the script with payments must not bury it.
    const txids = new Set([...found.values()].map(({ txid }) => txid))
    const proven = this.of(key)
      .filter(({ txid }) => !txids.has(txid))
      .map((payout) => ({ ...payout, listed: false }))
    for (const { txid, blockHash } of found.values()) {
      const known = this.of(key).find((payout) => payout.txid === txid && payout.blockHash === blockHash)
      const payout = known ?? (await this.#prove(key, txid, blockHash))
      if (payout) proven.push({ ...payout, listed: true })
      else complete = false
    }
    this.#payouts.set(key, proven)
    if (complete) this.#seenAt.set(key, tips)
    return answers
  }

  async #prove(key: string, txid: string, blockHash: string): Promise<ProvenPayout | null> {
    try {
      const { proof, height } = await this.#bitcoin.ask(async (esplora) => {
        const evidence = await buildProof(esplora, txid)
        if (evidence.blockHash !== blockHash) throw new ProofError('header_link', { blockHash })
        return evidence
      })
      this.#log.info({ event: 'settle.payout', share: key, txid, height })
      return { txid, height, blockHash, proof, listed: true }
    } catch (error) {
      this.#log.warn({ event: 'settle.payout.unproven', share: key, txid, reason: errorText(error) })
      return null
    }
  }
}

/** Newest first, down to the block of the request: no older payment counts. */
async function paymentsOf(
  esplora: Esplora,
  script: Hex,
  { payoutScript, payoutSats, marking, requestHeight }: OwedShare,
): Promise<Payments> {
  const { seen, whole, pages } = await scriptPages(esplora, script, requestHeight)
  const paying = seen.filter(
    (tx) =>
      tx.outputs.some((out) => `0x${out.script}` === payoutScript && out.sats >= payoutSats) &&
      carriesMarking(tx, marking),
  )
  return { paying, whole, pages }
}
