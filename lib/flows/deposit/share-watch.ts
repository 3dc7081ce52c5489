import type { Hex } from 'viem'
import { confirmationsFor } from '../../core/confirmations-for.ts'
import type { Sat } from '../../core/units.ts'
import type { EvidenceDemands } from './evidence-check.ts'
import type { PaymentEvent, PaymentWatch, WatchedPayment } from './payment-watch.ts'

/** A payment to a share, and whether the contract has counted it. */
export type SharePayment = WatchedPayment & Readonly<{ counted: boolean }>
/** What Bitcoin shows of one share. */
export type ShareSight = Readonly<{
  tipHeight: number
  payments: readonly SharePayment[]
  events: readonly PaymentEvent[]
}>
export type ShareToWatch = Readonly<{
  share: number
  /** 34-byte scriptPubKey as computed here */
  script: Hex
  sats: Sat
  /** what the contract has counted for it */
  paidSats: Sat
}>
export type ShareDemands = Pick<EvidenceDemands, 'minBlockWork' | 'relayHash'> &
  Readonly<{
    /** least confirmations that the contract asks for */
    baseConfirmations: number
    /** whether the contract has counted an output; asked only where it has counted any */
    counted: (txid: string, vout: number) => Promise<boolean>
  }>

const max = (a: bigint, b: bigint): Sat => (a > b ? a : b) as Sat

/** Watches every share of a deposit on Bitcoin, each by its own script. */
export class ShareWatch {
  readonly #open: () => PaymentWatch
  readonly #watches = new Map<Hex, { watch: PaymentWatch; paidSats: bigint }>()
  readonly #counted = new Set<string>()

  /** @param open makes a watch for one script */
  constructor(open: () => PaymentWatch) {
    this.#open = open
  }

  /** @throws {EsploraError} when no Bitcoin source answers; what was seen before stays remembered */
  async look(
    shares: readonly ShareToWatch[],
    demands: ShareDemands,
  ): Promise<ReadonlyMap<number, ShareSight>> {
    const looked = shares.map(async (share) => [share.share, await this.#share(share, demands)] as const)
    return new Map(await Promise.all(looked))
  }

  async #share({ script, sats, paidSats }: ShareToWatch, demands: ShareDemands): Promise<ShareSight> {
    const { baseConfirmations, minBlockWork, relayHash } = demands
    const known = this.#watches.get(script) ?? { watch: this.#open(), paidSats: 0n }
    this.#watches.set(script, known)
    // Paid beyond its amount a share may need more blocks: by what was there when it was looked at last.
    const required = confirmationsFor(max(sats, known.paidSats), baseConfirmations)
    const sight = await known.watch.look({ script, required, minBlockWork, relayHash })
    known.paidSats = sight.payments.reduce((sum, payment) => sum + payment.sats, 0n)
    const payments = sight.payments.map(
      async (payment): Promise<SharePayment> => ({
        ...payment,
        counted: payment.block !== null && paidSats > 0n && (await this.#isCounted(payment, demands)),
      }),
    )
    return { ...sight, payments: await Promise.all(payments) }
  }

  /** What was counted once stays so. */
  async #isCounted({ txid, vout }: WatchedPayment, { counted }: ShareDemands): Promise<boolean> {
    const coin = `${txid}:${vout}`
    if (!this.#counted.has(coin) && (await counted(txid, vout))) this.#counted.add(coin)
    return this.#counted.has(coin)
  }
}
