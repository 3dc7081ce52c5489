import type { Hex } from 'viem'
import { confirmationsFor } from '../../core/confirmations-for.ts'
import type { Sat } from '../../core/units.ts'
import type { EvidenceDemands } from './evidence-check.ts'
import type { NamedPayment } from './named-payment.ts'
import type { PaymentEvent, PaymentWatch, WatchedPayment, WatchQuestion } from './payment-watch.ts'

/** A payment to a share, and whether the contract has counted it. */
export type SharePayment = WatchedPayment & Readonly<{ counted: boolean }>
/** What Bitcoin shows of one share. */
export type ShareSight = Readonly<{
  tipHeight: number
  payments: readonly SharePayment[]
  /** what the contract had counted when this was looked up; null when it was not asked about each payment */
  countedSats: Sat | null
  events: readonly PaymentEvent[]
  /** milliseconds: when the list of payments was read last; null before the first time */
  at: number | null
  /** why nothing newer, or not all of it, could be read; null when this is all there is */
  missed: unknown
}>
export type ShareToWatch = Readonly<{
  share: number
  /** 34-byte scriptPubKey as computed here */
  script: Hex
  sats: Sat
  /** what the contract has counted for it */
  paidSats: Sat
  /** what a person named, because no list shows it */
  named?: readonly NamedPayment[]
}>
export type ShareDemands = Pick<EvidenceDemands, 'minBlockWork' | 'relayHash'> &
  Readonly<{
    /** least confirmations that the contract asks for */
    baseConfirmations: number
    /** whether the contract has counted an output; asked only where it has counted any. Null while it cannot be asked */
    counted: ((txid: string, vout: number) => Promise<boolean>) | null
    /** milliseconds */
    now: () => number
  }>

const max = (a: bigint, b: bigint): Sat => (a > b ? a : b) as Sat

type Known = { watch: PaymentWatch; paidSats: bigint; sight: ShareSight | null }

/**
 * Watches every share of a deposit on Bitcoin, each by its own script. What was seen once stands, with its age, while
 * nobody answers: a payment that cannot be looked at now is not unpaid (C22).
 */
export class ShareWatch {
  readonly #open: () => PaymentWatch
  readonly #watches = new Map<Hex, Known>()
  readonly #counted = new Set<string>()

  /** @param open makes a watch for one script */
  constructor(open: () => PaymentWatch) {
    this.#open = open
  }

  /** @throws {EsploraError} when no Bitcoin source answers, and none ever did */
  async look(
    shares: readonly ShareToWatch[],
    demands: ShareDemands,
  ): Promise<ReadonlyMap<number, ShareSight>> {
    const looked = shares.map(async (share) => [share.share, await this.#share(share, demands)] as const)
    return new Map(await Promise.all(looked))
  }

  async #share(share: ShareToWatch, demands: ShareDemands): Promise<ShareSight> {
    const { script, paidSats } = share
    const known: Known = this.#watches.get(script) ?? { watch: this.#open(), paidSats: 0n, sight: null }
    this.#watches.set(script, known)
    try {
      const sight = await known.watch.look(this.#question(share, known, demands))
      known.paidSats = sight.payments.reduce((sum, payment) => sum + payment.sats, 0n)
      const payments = sight.payments.map(
        async (payment): Promise<SharePayment> => ({
          ...payment,
          // Also of one that is in no block now: Bitcoin may have taken its block back.
          counted: paidSats > 0n && (await this.#isCounted(payment, demands)),
        }),
      )
      const { tipHeight, events, unread } = sight
      const at = unread === null ? demands.now() : (known.sight?.at ?? null)
      const countedSats = demands.counted === null ? null : paidSats
      known.sight = {
        tipHeight,
        events,
        payments: await Promise.all(payments),
        countedSats,
        at,
        missed: unread,
      }
      return known.sight
    } catch (missed) {
      if (known.sight === null) throw missed
      // the chain may have counted meanwhile what Bitcoin does not show now
      const payments = known.sight.payments.map(async (payment): Promise<SharePayment> => {
        const counted =
          paidSats > 0n && (await this.#isCounted(payment, demands).catch(() => payment.counted))
        return { ...payment, counted }
      })
      return { ...known.sight, payments: await Promise.all(payments), events: [], missed }
    }
  }

  #question({ script, sats, named = [] }: ShareToWatch, known: Known, demands: ShareDemands): WatchQuestion {
    const { baseConfirmations, minBlockWork, relayHash } = demands
    // Paid beyond its amount a share may need more blocks: by what was there when it was looked at last.
    const required = confirmationsFor(max(sats, known.paidSats), baseConfirmations)
    return { script, required, minBlockWork, relayHash, named }
  }

  /** What was counted once stays so. */
  async #isCounted({ txid, vout }: WatchedPayment, { counted }: ShareDemands): Promise<boolean> {
    const coin = `${txid}:${vout}`
    if (counted && !this.#counted.has(coin) && (await counted(txid, vout))) this.#counted.add(coin)
    return this.#counted.has(coin)
  }
}
