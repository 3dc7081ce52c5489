type Row = Record<string, unknown>
type Args = Record<string, unknown>
type Amounts = { issued?: bigint; toBeIssued?: bigint }
type Kept = { name: string; args: Args; shift?: number }
type Parts = { script: string; stakerPubKey: unknown }
type Share = { assigned: Args & Parts; events: Kept[] }
type Deposit = { asked: Args; events: Kept[]; shares: Share[]; payments: Row[]; steps: Row[] }
type Staker = Row & { depositsMinted: number; depositsExpired: number }
export type Shift = { seconds: number; blocks: number }

const STEPS: Record<string, string> = {
  DepositRequested: 'requested',
  DepositQueued: 'queued',
  DepositOffered: 'offered',
  DepositAccepted: 'accepted',
  DepositAssigned: 'assigned',
  PaymentConsumed: 'paid',
  DepositMinted: 'minted',
  DepositEscrowed: 'escrowed',
  DepositFinalised: 'finalised',
  DepositExpired: 'expired',
  DepositRefundable: 'refundable',
  DepositCancelled: 'cancelled',
  ReorgReported: 'reorganised',
  SweepProven: 'swept',
}
const low = (value: unknown) => String(value).toLowerCase()
const big = (value: unknown) => BigInt(String(value))
const reversed = (hex: unknown) => Buffer.from(String(hex).slice(2), 'hex').reverse().toString('hex')
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n)
const least = (a: bigint, b: bigint) => (a < b ? a : b)

/** Deposits put together from events a second time: the events of each share are kept, and read from the first at the end. */
export class DepositReplay {
  readonly #rows = new Map<string, Deposit>()
  readonly #account: (address: string, amounts: Amounts) => Staker
  readonly #partsOf: (args: Args, refund: { height: number; key: unknown }) => Parts
  readonly #shift: () => Shift
  /** payments of all requests, in the order of their events */
  readonly payments: (Row & { staker: string; script: string; of: Share })[] = []

  /** @param partsOf script and staker's key of a share @param shift by which halts have moved deadlines until now */
  constructor(
    account: (address: string, amounts: Amounts) => Staker,
    partsOf: (args: Args, refund: { height: number; key: unknown }) => Parts,
    shift: () => Shift,
  ) {
    this.#account = account
    this.#partsOf = partsOf
    this.#shift = shift
  }

  /** @returns false when the event is not one of theirs */
  take(name: string, args: Args, point: Row): boolean {
    const step = name === 'ReorgClosed' ? (args.owed ? 'owed' : 'reproven') : STEPS[name]
    if (step === undefined && name !== 'BondClaimed') return false
    const reqId = String(args.reqId)
    if (name === 'DepositRequested')
      this.#rows.set(reqId, { asked: args, events: [], shares: [], payments: [], steps: [] })
    const row = this.#rows.get(reqId)
    if (row === undefined) throw new Error(`${name} of unknown request ${reqId}`)
    row.events.push({ name, args, shift: this.#shift().seconds })
    if (name === 'DepositAssigned') this.#assign(row, args)
    const share = row.shares[Number(args.share)]
    if (share !== undefined && name !== 'DepositAssigned') this.#shareEvent(row, share, name, args)
    if (step === undefined) return true
    const paid = row.payments.find(({ txid, vout }) => txid === reversed(args.txid) && vout === args.vout)
    const about = args.mintedSats ?? args.sats ?? paid?.sats
    const whole = share === undefined ? row.asked.sats : this.#shareRow(reqId, share, new Map()).sats
    const sats = String(about ?? whole)
    const forLimit = step === 'escrowed' ? args.reserved : null
    row.steps.push({ reqId, name: step, share: args.share ?? null, sats, forLimit, ...point })
    return true
  }

  #assign(row: Deposit, args: Args): void {
    const now = this.#heights(row)
    const parts = this.#partsOf(args, { height: now.refundHeight, key: row.asked.refundPubKeyHash })
    const { seconds, blocks } = this.#shift()
    const deadlines = {
      deadlineTime: Number(args.deadlineTime) - seconds,
      deadlineHeight: Number(args.deadlineHeight) - blocks,
    }
    row.shares.push({ assigned: { ...args, ...parts, ...deadlines }, events: [] })
    this.#account(low(args.staker), { toBeIssued: big(args.sats) })
  }

  #shareEvent(row: Deposit, share: Share, name: string, args: Args): void {
    const before = this.#fold(share)
    share.events.push({ name, args })
    const after = this.#fold(share)
    const staker = this.#account(low(share.assigned.staker), {
      issued: after.issued - before.issued,
      toBeIssued: after.reserved - before.reserved,
    })
    if (before.state !== after.state) {
      if (after.state === 'Minted') staker.depositsMinted += 1
      if (after.state === 'Expired') staker.depositsExpired += 1
      if (before.state === 'Expired' && after.state !== 'Refundable') staker.depositsExpired -= 1
    }
    const key = { txid: reversed(args.txid), vout: args.vout }
    const known = row.payments.find(({ txid, vout }) => txid === key.txid && vout === key.vout)
    if (name === 'PaymentConsumed') {
      const { staker: address, script } = share.assigned
      const paid = { ...key, sats: String(args.sats) }
      row.payments.push({
        ...paid,
        ...{ reqId: String(args.reqId), share: args.share, staker: low(address) },
        ...{ reorg: null, reorgUntil: null, swept: false },
      })
      const { share: number } = args
      this.payments.push({
        ...paid,
        ...{ reqId: String(args.reqId), share: number, refundHeight: this.#heights(row).refundHeight },
        ...{ staker: low(address), script, of: share },
      })
    }
    if (name === 'ReorgReported')
      Object.assign(known ?? {}, { reorg: 'open', reorgUntil: Number(args.untilHeight) })
    if (name === 'ReorgClosed')
      Object.assign(known ?? {}, { reorg: args.owed ? 'owed' : null, reorgUntil: null })
    if (name === 'SweepProven') Object.assign(known ?? {}, { swept: true })
  }

  /** What the events of a share come to. */
  #fold({ assigned, events }: Share) {
    let [reserved, waiting, issued, sats] = [big(assigned.sats), 0n, 0n, big(assigned.sats)]
    let state = 'Assigned'
    let place: string | null = null
    let limit = false
    for (const { name, args } of events) {
      if (name === 'DepositFinalised') sats = big(args.sats)
      if (name === 'DepositMinted') {
        reserved -= least(reserved, big(args.paidSats))
        waiting -= least(waiting, big(args.paidSats))
        issued += big(args.paidSats)
        if (state !== 'Escrowed' || waiting === 0n || (limit && issued >= sats)) state = 'Minted'
        if (state === 'Minted') reserved = 0n
      } else if (name === 'DepositEscrowed') {
        waiting = big(args.sats)
        place = String(args.place)
        limit = args.reserved === true
        if (waiting === 0n) [state, reserved] = ['Minted', 0n]
        else if (state !== 'Minted') state = 'Escrowed'
      } else if (name === 'DepositFinalised') reserved -= least(reserved, big(args.releasedSats))
      else if (name === 'DepositExpired' || name === 'DepositRefundable') {
        state = name.slice('Deposit'.length)
        reserved = 0n
        if (state === 'Refundable') waiting = 0n
      }
    }
    return {
      state,
      reserved,
      waiting,
      issued,
      place: waiting === 0n ? null : place,
      limit: waiting > 0n && limit,
    }
  }

  #heights({ asked, events }: Deposit) {
    const last = events.findLast(({ name }) => name === 'DepositAccepted')?.args ?? asked
    return { requestHeight: Number(last.requestHeight), refundHeight: Number(last.refundHeight) }
  }

  #shareRow(reqId: string, share: Share, ledgers: ReadonlyMap<string, readonly bigint[]>): Row {
    const { assigned, events } = share
    const { state, reserved, waiting, issued, place, limit } = this.#fold(share)
    const of = (name: string) => events.filter((event) => event.name === name).map(({ args }) => args)
    const ahead = ledgers.get(limit ? '' : low(assigned.staker)) ?? []
    return {
      reqId,
      share: assigned.share,
      staker: low(assigned.staker),
      stakerPubKey: assigned.stakerPubKey,
      sats: String(of('DepositFinalised').at(-1)?.sats ?? assigned.sats),
      script: assigned.script,
      deadlineTime: assigned.deadlineTime,
      deadlineHeight: assigned.deadlineHeight,
      state,
      reserved: String(reserved),
      paidSats: String(sum(of('PaymentConsumed').map(({ sats }) => big(sats)))),
      issuedSats: String(issued),
      mintedSats: String(sum(of('DepositMinted').map(({ mintedSats }) => big(mintedSats)))),
      feeSats: String(sum(of('DepositMinted').map(({ feeSats }) => big(feeSats)))),
      waiting: String(waiting),
      waitsForLimit: limit,
      place,
      sweptSats: String(sum(of('SweepProven').map(({ sats }) => big(sats)))),
      position: place === null ? null : ahead.filter((other) => other <= big(place)).length,
    }
  }

  #state({ shares, events }: Deposit): string {
    const states = shares.map((share) => this.#fold(share).state)
    for (const state of ['Assigned', 'Escrowed', 'Expired', 'Minted', 'Refundable'])
      if (states.includes(state)) return state
    const last = events.findLast(({ name }) => name in STEPS)?.name
    return last === 'DepositAccepted' ? 'Requested' : String(last).slice('Deposit'.length)
  }

  /** Newest first, as the index answers them. */
  rows(): Row[] {
    const { seconds, blocks } = this.#shift()
    const queue: bigint[] = []
    const ledgers = new Map<string, bigint[]>()
    const placeOf = (row: Deposit): string | null => {
      const queued = row.events.findLast(({ name }) => name === 'DepositQueued')
      return this.#state(row) === 'Queued' ? String(queued?.args.place) : null
    }
    for (const row of this.#rows.values()) {
      const place = placeOf(row)
      if (place !== null) queue.push(big(place))
      for (const share of row.shares) {
        const { place: waits, limit } = this.#fold(share)
        const ledger = limit ? '' : low(share.assigned.staker)
        if (waits !== null) ledgers.set(ledger, [...(ledgers.get(ledger) ?? []), big(waits)])
      }
    }
    return [...this.#rows].reverse().map(([reqId, row]) => {
      const { asked, events, payments, steps } = row
      const place = placeOf(row)
      const state = this.#state(row)
      const bond = events.findLast(({ name }) => name === 'DepositAccepted' || name === 'DepositQueued')
      const offer = events.findLast(({ name }) => name === 'DepositOffered')
      return {
        kind: 'deposit',
        reqId,
        requester: low(asked.requester),
        recipient: low(asked.recipient),
        sats: String(asked.sats),
        refundPubKeyHash: asked.refundPubKeyHash,
        bondWei: String(bond === undefined ? asked.bondWei : (bond.args.bondWei ?? 0)),
        bondClaimed: events.some(({ name }) => name === 'BondClaimed'),
        ...this.#heights(row),
        state,
        shareCount: row.shares.length,
        place,
        offerUntil: state === 'Offered' ? Number(offer?.args.until) - (offer?.shift ?? 0) + seconds : null,
        position: place === null ? null : queue.filter((other) => other <= big(place)).length,
        shares: row.shares.map((share) => {
          const one = this.#shareRow(reqId, share, ledgers)
          const deadlines = {
            deadlineTime: Number(one.deadlineTime) + seconds,
            deadlineHeight: Number(one.deadlineHeight) + blocks,
          }
          return { ...one, ...deadlines }
        }),
        payments,
        steps,
      }
    })
  }

  /** Payments to shares of which something is minted, or was swept, with what is not minted of them. */
  held(): Row[] {
    return this.payments.flatMap(({ of, ...row }) => {
      const { issued } = this.#fold(of)
      const paid = of.events.filter(({ name }) => name === 'PaymentConsumed')
      const unminted = sum(paid.map(({ args }) => big(args.sats))) - issued
      const swept = of.events.some(({ name, args }) => name === 'SweepProven' && big(args.sats) > 0n)
      return issued > 0n || swept ? [{ ...row, unmintedSats: String(unminted) }] : []
    })
  }
}
