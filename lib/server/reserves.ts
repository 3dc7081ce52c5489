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
  /** stands behind what is issued */
  provenSats: string | null
  deficitSats: string | null
  /** held, and not minted yet: it is the depositors', and stands behind nothing that is issued */
  unmintedSats: string | null
  checkedAt: number | null
  stakers: StakerReserves[]
}
type StakerReserves = {
  address: string
  issuedSats: string
  provenSats: string | null
  unmintedSats: string | null
}

const NO_SUMS = { provenSats: null, deficitSats: null, unmintedSats: null }
const NO_RESERVES: Reserves = { ...NO_SUMS, checkedAt: null, stakers: [] }

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
 * yet, read from Bitcoin, less what of these was paid and is not minted: too much, or taken too early. A sweep leaves the
 * deposit and arrives at the sweep script in the same transaction, so between the two nothing is counted twice or lost once
 * it is confirmed.
 *
 * A sweep script is what its staker says it is. So each counts once, for the first staker that named it, and not at all
 * when it is a deposit's own. That its coins came from deposits, or that nobody else can spend them, is not proven.
 */
export class ReserveCheck {
  readonly #sources: Sources
  readonly #now: () => number
  /** payments whose spend is buried, and whether their staker spent them: up to the refund height nobody else can */
  readonly #buried = new Map<string, boolean>()
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
      const held = await this.#held(sweep, own, tip).catch((error: unknown) => {
        logFailure('reserves', error)
        return { provenSats: null, unmintedSats: null }
      })
      rows.push({ address: staker.address, issuedSats: staker.issued, ...held })
    }
    this.#last = { ...totals(rows), checkedAt: Math.floor(this.#now() / 1000), stakers: rows }
  }

  /** @param sweep null when its balance is counted elsewhere */
  async #held(sweep: string | null, payments: readonly PaymentRow[], tip: number) {
    let found = sweep === null ? 0n : await this.#balance(sweep)
    const shares = new Map<string, { unminted: bigint; held: bigint }>()
    for (let at = 0; at < payments.length; at += AT_ONCE) {
      const some = payments.slice(at, at + AT_ONCE)
      const coins = await Promise.all(some.map((payment) => this.#coin(payment, tip)))
      for (const [index, { reqId, share, sats, unmintedSats }] of some.entries()) {
        const coin = coins[index]
        if (coin === 'unspent') found += BigInt(sats)
        const key = `${reqId}.${share}`
        const known = shares.get(key) ?? { unminted: BigInt(unmintedSats), held: 0n }
        if (coin !== 'gone') known.held += BigInt(sats)
        shares.set(key, known)
      }
    }
    // What its depositor took back, or what fell out of the chain, nobody holds.
    const unminted = [...shares.values()].reduce((sum, of) => sum + least(of.unminted, of.held), 0n)
    return { provenSats: String(found > unminted ? found - unminted : 0n), unmintedSats: String(unminted) }
  }

  async #balance(script: string): Promise<bigint> {
    const hash = createHash('sha256')
      .update(Buffer.from(script.slice(2), 'hex'))
      .digest('hex')
    const { chain_stats } = sum.parse(await this.#json(['scripthash', hash]))
    return BigInt(chain_stats.funded_txo_sum) - BigInt(chain_stats.spent_txo_sum)
  }

  async #coin(payment: PaymentRow, tip: number): Promise<'unspent' | 'taken' | 'gone'> {
    const buried = this.#buried.get(outpoint(payment))
    if (buried !== undefined) return buried ? 'taken' : 'gone'
    const spend = outspend.parse(await this.#json(['tx', payment.txid, 'outspend', String(payment.vout)]))
    const height = spend.status?.confirmed ? (spend.status.block_height ?? null) : null
    if (spend.spent && height !== null) {
      const taken = height <= payment.refundHeight
      if (tip - height >= BURIED) this.#buried.set(outpoint(payment), taken)
      return taken ? 'taken' : 'gone'
    }
    // a spend that only waits can still vanish, so the coin counts; a payment that fell out of the chain does not
    const status = txStatus.parse(await this.#json(['tx', payment.txid, 'status']))
    return status.confirmed ? 'unspent' : 'gone'
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

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Sums over all stakers; unknown as soon as one is. What one has too much does not cover what another lacks. */
function totals(rows: readonly StakerReserves[]): Omit<Reserves, 'checkedAt' | 'stakers'> {
  let [proven, deficit, unminted] = [0n, 0n, 0n]
  for (const row of rows) {
    if (row.provenSats === null || row.unmintedSats === null) return NO_SUMS
    const missing = BigInt(row.issuedSats) - BigInt(row.provenSats)
    proven += BigInt(row.provenSats)
    deficit += missing > 0n ? missing : 0n
    unminted += BigInt(row.unmintedSats)
  }
  return { provenSats: String(proven), deficitSats: String(deficit), unmintedSats: String(unminted) }
}

/** The check of the configured deployment. */
export function reserveCheck(): ReserveCheck {
  return shared('reserves', () => new ReserveCheck({ index: indexClient(), bitcoin: bitcoinSource() }))
}
