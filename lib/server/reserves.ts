import 'server-only'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { type BitcoinSource, bitcoinSource } from './bitcoin-source.ts'
import { type IndexClient, indexClient } from './index-client.ts'
import type { PaymentRow } from './index-rows.ts'
import { logFailure } from './log.ts'
import { shared } from './shared.ts'

/** What stakers hold on Bitcoin, in sats, beside what they issued. Null is unknown, never nothing. */
export type Reserves = {
  provenSats: string | null
  deficitSats: string | null
  checkedAt: number | null
  stakers: { address: string; issuedSats: string; provenSats: string | null }[]
}

const NO_RESERVES: Reserves = { provenSats: null, deficitSats: null, checkedAt: null, stakers: [] }

const CHECK_EVERY_MS = 30_000
const PAGE = 500
const AT_ONCE = 6
/** A spend this deep is not looked at again. */
const BURIED = 100

const sum = z.object({
  chain_stats: z.object({ funded_txo_sum: z.int().nonnegative(), spent_txo_sum: z.int().nonnegative() }),
})
const outspend = z.object({
  spent: z.boolean(),
  status: z.object({ confirmed: z.boolean(), block_height: z.int().nullish() }).nullish(),
})
const txStatus = z.object({ confirmed: z.boolean() })

type Sources = { index: Pick<IndexClient, 'stakers' | 'payments'>; bitcoin: Pick<BitcoinSource, 'read'> }

/**
 * Proof of reserves: the confirmed balance of a staker's sweep script plus its minted deposits that nobody has spent
 * yet, read from Bitcoin. A sweep leaves the deposit and arrives at the sweep script in the same transaction, so between
 * the two nothing is counted twice or lost once it is confirmed.
 *
 * A sweep script is what its staker says it is. So each counts once, for the first staker that named it, and not at all
 * when it is a deposit's own. That its coins came from deposits, or that nobody else can spend them, is not proven.
 */
export class ReserveCheck {
  readonly #sources: Sources
  readonly #now: () => number
  readonly #buried = new Set<string>()
  #last: Reserves = NO_RESERVES
  #running: Promise<void> | null = null
  #startedAt = Number.NEGATIVE_INFINITY

  constructor(sources: Sources, now: () => number = Date.now) {
    this.#sources = sources
    this.#now = now
  }

  /** The last check's result, at once; starts a new check in the background when it is older than half a minute. */
  current(): Reserves {
    if (this.#running === null && this.#now() - this.#startedAt >= CHECK_EVERY_MS) void this.refresh()
    return this.#last
  }

  /** Checks now. A check that fails leaves the last result, whose age everybody sees. */
  refresh(): Promise<void> {
    this.#startedAt = this.#now()
    this.#running ??= this.#check()
      .catch((error) => logFailure('reserves', error))
      .finally(() => {
        this.#running = null
      })
    return this.#running
  }

  async #check(): Promise<void> {
    const stakers = await this.#all(
      (after) => this.#sources.index.stakers({ ...after, limit: PAGE }),
      'stakerId',
    )
    const payments = await this.#all(
      (after) => this.#sources.index.payments({ ...after, limit: PAGE }),
      'eventId',
    )
    const tip = Number((await this.#sources.bitcoin.read(['blocks', 'tip', 'height'])).text)
    const rows: Reserves['stakers'] = []
    const counted = new Set(payments.map(({ script }) => script.toLowerCase()))
    for (const staker of stakers) {
      const script = staker.sweepScript.toLowerCase()
      const sweep = counted.has(script) ? null : script
      counted.add(script)
      const own = payments.filter((payment) => payment.staker === staker.address)
      rows.push({
        address: staker.address,
        issuedSats: staker.issued,
        provenSats: await this.#proven(sweep, own, tip).then(String, (error) => {
          logFailure('reserves', error)
          return null
        }),
      })
    }
    this.#last = { ...totals(rows), checkedAt: Math.floor(this.#now() / 1000), stakers: rows }
  }

  /** @param sweep null when its balance is counted elsewhere */
  async #proven(sweep: string | null, payments: readonly PaymentRow[], tip: number): Promise<bigint> {
    let total = sweep === null ? 0n : await this.#balance(sweep)
    const open = payments.filter((payment) => !this.#buried.has(outpoint(payment)))
    for (let at = 0; at < open.length; at += AT_ONCE) {
      const values = await Promise.all(
        open.slice(at, at + AT_ONCE).map((payment) => this.#unspent(payment, tip)),
      )
      total += values.reduce((a, b) => a + b, 0n)
    }
    return total
  }

  async #balance(script: string): Promise<bigint> {
    const hash = createHash('sha256')
      .update(Buffer.from(script.slice(2), 'hex'))
      .digest('hex')
    const { chain_stats } = sum.parse(await this.#json(['scripthash', hash]))
    return BigInt(chain_stats.funded_txo_sum) - BigInt(chain_stats.spent_txo_sum)
  }

  async #unspent(payment: PaymentRow, tip: number): Promise<bigint> {
    const spend = outspend.parse(await this.#json(['tx', payment.txid, 'outspend', String(payment.vout)]))
    const height = spend.status?.confirmed ? (spend.status.block_height ?? null) : null
    if (spend.spent && height !== null) {
      if (tip - height >= BURIED) this.#buried.add(outpoint(payment))
      return 0n
    }
    // a spend that only waits can still vanish, so the coin counts; a payment that fell out of the chain does not
    const status = txStatus.parse(await this.#json(['tx', payment.txid, 'status']))
    return status.confirmed ? BigInt(payment.sats) : 0n
  }

  async #json(path: string[]): Promise<unknown> {
    return JSON.parse((await this.#sources.bitcoin.read(path)).text)
  }

  async #all<Key extends string, Row extends Record<Key, string>>(
    read: (after: { after?: string }) => Promise<{ data: Row[] }>,
    key: Key,
  ): Promise<Row[]> {
    const rows: Row[] = []
    for (;;) {
      const last = rows.at(-1)?.[key]
      const { data } = await read(last === undefined ? {} : { after: last })
      rows.push(...data)
      if (data.length < PAGE) return rows
    }
  }
}

const outpoint = (payment: PaymentRow) => `${payment.txid}:${payment.vout}`

/** Sums over all stakers; unknown as soon as one is. What one has too much does not cover what another lacks. */
function totals(rows: Reserves['stakers']): Pick<Reserves, 'provenSats' | 'deficitSats'> {
  let [proven, deficit] = [0n, 0n]
  for (const row of rows) {
    if (row.provenSats === null) return { provenSats: null, deficitSats: null }
    const missing = BigInt(row.issuedSats) - BigInt(row.provenSats)
    proven += BigInt(row.provenSats)
    deficit += missing > 0n ? missing : 0n
  }
  return { provenSats: String(proven), deficitSats: String(deficit) }
}

/** The check of the configured deployment. */
export function reserveCheck(): ReserveCheck {
  return shared('reserves', () => new ReserveCheck({ index: indexClient(), bitcoin: bitcoinSource() }))
}
