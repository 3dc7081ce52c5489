import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Address, Hex } from 'viem'
import { buildProof, type ContractProof } from '../../../lib/bitcoin/build-proof.ts'
import { carriesMarking } from '../../../lib/bitcoin/carries-marking.ts'
import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../../lib/bitcoin/esplora-schemas.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { ProofError } from '../../../lib/errors/proof.ts'
import { shareKey } from '../decide/withdrawals.ts'
import { errorText } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Log } from '../log.ts'

export interface ProvenPayout {
  txid: string
  height: number
  /** as explorers write it */
  blockHash: string
  proof: ContractProof
}

/** Pages of a payout script's history: it may be an exchange's. */
const maxPages = 40
const pageSize = 25

/**
 * Finds the payments of shares among all that was ever paid to their scripts. Where that is more than is read, a payment may be
 * buried under it; then it is also looked for where its staker's coins are, since every payment spends one of them: whoever
 * floods the one script does not bury it in the other. A cache: all of it can be read again.
 */
export class PayoutWatch {
  readonly #bitcoin: BitcoinPool
  readonly #log: Log
  readonly #sweepScriptOf: (staker: Address) => Promise<Hex>
  readonly #seenAt = new Map<string, string>()
  readonly #payouts = new Map<string, ProvenPayout[]>()

  constructor(bitcoin: BitcoinPool, log: Log, sweepScriptOf: (staker: Address) => Promise<Hex>) {
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

  async update(shares: readonly OwedShare[], tips: string): Promise<void> {
    const wanted = new Set(shares.map(shareKey))
    for (const map of [this.#seenAt, this.#payouts])
      for (const key of map.keys()) if (!wanted.has(key)) map.delete(key)
    for (const share of shares) if (!this.isFresh(shareKey(share), tips)) await this.#look(share, tips)
  }

  async #look(share: OwedShare, tips: string): Promise<void> {
    const key = shareKey(share)
    const answers = await this.#bitcoin.askAll((esplora) => paymentsOf(esplora, share.payoutScript, share))
    if (answers.length === 0) return
    if (answers.some(({ whole }) => !whole)) {
      const script = await this.#sweepScriptOf(share.staker)
      const spent = await this.#bitcoin.askAll((esplora) => paymentsOf(esplora, script, share))
      // Whether there is a payment is still not known: it may spend other coins.
      answers.push(...spent.map(({ paying }) => ({ paying, whole: false })))
    }
    const found = new Map<string, { txid: string; blockHash: string }>()
    for (const { txid, status } of answers.flatMap(({ paying }) => paying))
      if (status) found.set(`${txid}:${status.blockHash}`, { txid, blockHash: status.blockHash })
    let complete = answers.every(({ whole }) => whole)
    // What was found once stays: whoever floods the script with payments must not bury it.
    const proven = this.of(key).filter(({ txid, blockHash }) => !found.has(`${txid}:${blockHash}`))
    for (const { txid, blockHash } of found.values()) {
      const known = this.of(key).find((payout) => payout.txid === txid && payout.blockHash === blockHash)
      const payout = known ?? (await this.#prove(key, txid, blockHash))
      if (payout) proven.push(payout)
      else complete = false
    }
    this.#payouts.set(key, proven)
    if (complete) this.#seenAt.set(key, tips)
  }

  async #prove(key: string, txid: string, blockHash: string): Promise<ProvenPayout | null> {
    try {
      const { proof, height } = await this.#bitcoin.ask(async (esplora) => {
        const evidence = await buildProof(esplora, txid)
        if (evidence.blockHash !== blockHash) throw new ProofError('header_link', { blockHash })
        return evidence
      })
      this.#log.info({ event: 'settle.payout', share: key, txid, height })
      return { txid, height, blockHash, proof }
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
): Promise<{ paying: EsploraTransaction[]; whole: boolean }> {
  const scriptHash = bytesToHex(sha256(fromHex(script)))
  const paying: EsploraTransaction[] = []
  let after: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const found = await esplora.scriptTransactions(scriptHash, after)
    for (const tx of found) {
      const pays = tx.outputs.some(({ script, sats }) => `0x${script}` === payoutScript && sats >= payoutSats)
      if (pays && carriesMarking(tx, marking)) paying.push(tx)
    }
    const confirmed = found.filter(({ status }) => status !== null)
    const last = confirmed.at(-1)
    if (last === undefined || confirmed.length < pageSize || (last.status?.height ?? 0) <= requestHeight)
      return { paying, whole: true }
    after = last.txid
  }
  return { paying, whole: false }
}
