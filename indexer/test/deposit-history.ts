import { type Hex, numberToHex, pad } from 'viem'
import { type Args, type GeneratedLog, logOf } from './generated-log.ts'

type Paid = { txid: Hex; vout: number; sats: bigint; reorg: boolean; swept: boolean }
type Share = {
  share: number
  staker: Hex
  sats: bigint
  state: 'Assigned' | 'Expired' | 'Escrowed' | 'Minted' | 'Refundable'
  paid: Paid[]
  minted: bigint
  waiting: bigint
  reserved: boolean
}
type Open = {
  reqId: bigint
  requester: Hex
  recipient: Hex
  sats: bigint
  stage: 'requested' | 'queued' | 'offered' | 'shares'
  shares: Share[]
}
type World = {
  random: (below: number) => number
  account: () => Hex
  stakers: readonly Hex[]
  /** sats that each staker issued and does not owe yet */
  holdings: Map<Hex, bigint>
}

const bridge = (name: string, args: Args) => logOf('EntanglementManager', name, args)
const minter = (name: string, args: Args) => logOf('DepositMinter', name, args)
const sum = (paid: readonly Paid[]) => paid.reduce((total, { sats }) => total + sats, 0n)

/** The part of an endless history that deposits, by the contracts' rules and in the order of their events. */
export class DepositHistory {
  readonly #world: World
  readonly #open: Open[] = []
  #places = 0n
  #txids = 0n

  constructor(world: World) {
    this.#world = world
  }

  *request(reqId: bigint, height: number): Generator<GeneratedLog> {
    const { random, account } = this.#world
    const asked = { reqId, requester: account(), recipient: account(), sats: BigInt(50_000 + random(1e9)) }
    const waits = random(4) === 0
    yield bridge('DepositRequested', {
      ...asked,
      refundPubKeyHash: account(),
      bondWei: waits ? 0n : 50n,
      ...this.#heights(height),
    })
    const one: Open = { ...asked, stage: 'requested', shares: [] }
    this.#open.push(one)
    if (waits) yield this.#queue(one)
  }

  /** One thing happens to one of those that are open; nothing when none is. */
  *move(height: number): Generator<GeneratedLog> {
    const { random } = this.#world
    const one = this.#open[random(this.#open.length)]
    if (one === undefined) return
    const { reqId } = one
    if (one.stage === 'requested') {
      const luck = random(6)
      if (luck === 0) yield this.#cancel(one)
      else if (luck === 1) yield this.#queue(one)
      else yield* this.#assign(one, height)
    } else if (one.stage === 'queued') {
      if (random(4) === 0) return yield this.#cancel(one)
      one.stage = 'offered'
      yield bridge('DepositOffered', { reqId, until: 2n ** 33n })
    } else if (one.stage === 'offered') {
      if (random(3) === 0) return yield this.#cancel(one)
      one.stage = 'requested'
      yield bridge('DepositAccepted', { reqId, bondWei: 60n, ...this.#heights(height) })
    } else {
      const share = one.shares[random(one.shares.length)]
      if (share === undefined) return
      yield* this.#act(one, share)
      if (one.shares.every(({ state }) => state === 'Minted') && random(10) === 0) {
        this.#open.splice(this.#open.indexOf(one), 1)
        yield bridge('BondClaimed', { reqId, to: one.requester, amountWei: 5n })
      }
    }
  }

  #heights(height: number) {
    return { requestHeight: BigInt(height), refundHeight: BigInt(height + 4320) }
  }

  #queue(one: Open): GeneratedLog {
    one.stage = 'queued'
    return bridge('DepositQueued', { reqId: one.reqId, place: ++this.#places })
  }

  #cancel(one: Open): GeneratedLog {
    this.#open.splice(this.#open.indexOf(one), 1)
    return bridge('DepositCancelled', { reqId: one.reqId })
  }

  *#assign(one: Open, height: number): Generator<GeneratedLog> {
    const { random, stakers } = this.#world
    const count = random(3) === 0 ? Math.min(3, stakers.length) : 1
    const first = random(stakers.length)
    one.stage = 'shares'
    for (let share = 0; share < count; share += 1) {
      const part = one.sats / BigInt(count)
      const sats = share === count - 1 ? one.sats - part * BigInt(count - 1) : part
      const staker = stakers[(first + share) % stakers.length] as Hex
      one.shares.push({
        ...{ share, staker, sats, state: 'Assigned', paid: [], minted: 0n, waiting: 0n, reserved: false },
      })
      const deadlines = { deadlineTime: 2n ** 33n, deadlineHeight: BigInt(height + 144) }
      yield bridge('DepositAssigned', { reqId: one.reqId, share, staker, sats, ...deadlines })
    }
  }

  *#act(one: Open, share: Share): Generator<GeneratedLog> {
    const { random } = this.#world
    const missing = share.sats - sum(share.paid)
    switch (share.state) {
      case 'Assigned':
      case 'Expired': {
        const luck = random(9)
        if (luck === 0) return yield this.#end(one, share, 'Refundable')
        if (luck === 1 && share.state === 'Assigned') return yield this.#end(one, share, 'Expired')
        if (luck === 2) return yield this.#pay(one, share, missing / 2n + 1n)
        if (luck === 3 && sum(share.paid) > 0n) return yield* this.#finalise(one, share, missing)
        return yield* this.#payAll(one, share, missing + (random(3) === 0 ? 7_000n : 0n))
      }
      case 'Escrowed':
      case 'Minted': {
        const luck = random(6)
        if (luck === 0) {
          yield this.#pay(one, share, 9_000n)
          return yield* this.#claim(one, share, share.waiting + 9_000n)
        }
        if (luck === 1) return yield* this.#take(one, share)
        if (luck === 2) return yield* this.#reorganise(one, share)
        if (share.waiting === 0n) return
        if (luck === 3) return yield* this.#void(one, share)
        // a part of what waits, as far as the limit allows, or all of it
        const part = share.waiting > 20_000n && random(3) === 0 ? 10_000n : share.waiting
        share.waiting -= part
        return yield this.#mint(one, share, part)
      }
      case 'Refundable':
        if (sum(share.paid) === 0n || random(3) > 0) return
        yield* this.#take(one, share)
        return yield* this.#claim(one, share, sum(share.paid))
    }
  }

  *#payAll(one: Open, share: Share, sats: bigint): Generator<GeneratedLog> {
    const expired = share.state === 'Expired'
    yield this.#pay(one, share, sats)
    const excess = sum(share.paid) - share.sats
    // what has lost its reservation is one claim, else the amount goes first
    if (expired) return yield* this.#claim(one, share, sum(share.paid))
    if (this.#world.random(4) === 0) return yield this.#escrow(one, share, sum(share.paid), true)
    yield this.#mint(one, share, share.sats)
    if (excess > 0n) yield* this.#claim(one, share, excess)
  }

  *#finalise(one: Open, share: Share, missing: bigint): Generator<GeneratedLog> {
    const { random } = this.#world
    const reserved = share.state === 'Assigned'
    share.sats = sum(share.paid)
    const finalised = minter('DepositFinalised', {
      ...{ reqId: one.reqId, share: share.share, sats: share.sats },
      releasedSats: reserved ? missing : 0n,
    })
    yield finalised
    if (reserved && random(2) === 0) yield this.#escrow(one, share, share.sats, true)
    else yield this.#mint(one, share, share.sats)
  }

  /** What has no reservation: at once when there is room, else from escrow. */
  *#claim(one: Open, share: Share, sats: bigint): Generator<GeneratedLog> {
    if (share.waiting === 0n && this.#world.random(2) === 0) yield this.#mint(one, share, sats)
    else yield this.#escrow(one, share, sats, share.reserved)
  }

  *#void(one: Open, share: Share): Generator<GeneratedLog> {
    if (share.minted > 0n) yield this.#escrow(one, share, 0n, false)
    else yield this.#end(one, share, 'Refundable')
  }

  *#take(one: Open, share: Share): Generator<GeneratedLog> {
    const paid = share.paid.find(({ swept }) => !swept)
    if (paid === undefined) return
    paid.swept = true
    const { txid, vout, sats } = paid
    const taken = { reqId: one.reqId, share: share.share, txid, vout, sats }
    yield minter('SweepProven', { ...taken, early: share.minted === 0n })
  }

  *#reorganise(one: Open, share: Share): Generator<GeneratedLog> {
    const paid = share.paid[this.#world.random(share.paid.length)]
    if (paid === undefined) return
    const { txid, vout } = paid
    const output = { reqId: one.reqId, share: share.share, txid, vout }
    if (!paid.reorg) {
      paid.reorg = true
      return yield minter('ReorgReported', { ...output, untilHeight: 9_000n })
    }
    const owed = this.#world.random(2) === 0
    paid.reorg = owed
    yield minter('ReorgClosed', { ...output, owed })
  }

  #pay(one: Open, share: Share, sats: bigint): GeneratedLog {
    const txid = pad(numberToHex(++this.#txids), { size: 32 })
    const paid = { txid, vout: this.#world.random(9), sats }
    share.paid.push({ ...paid, reorg: false, swept: false })
    return minter('PaymentConsumed', { reqId: one.reqId, share: share.share, ...paid })
  }

  #mint(one: Open, share: Share, sats: bigint): GeneratedLog {
    const { holdings } = this.#world
    share.minted += sats
    if (share.waiting === 0n) Object.assign(share, { state: 'Minted', reserved: false })
    holdings.set(share.staker, (holdings.get(share.staker) ?? 0n) + sats)
    const minted = { paidSats: sats, mintedSats: sats - 15n, feeSats: 15n }
    return minter('DepositMinted', {
      ...{ reqId: one.reqId, share: share.share, recipient: one.recipient },
      ...minted,
    })
  }

  #escrow(one: Open, share: Share, sats: bigint, reserved: boolean): GeneratedLog {
    Object.assign(share, { waiting: sats, reserved })
    share.state = share.state === 'Minted' || sats === 0n ? 'Minted' : 'Escrowed'
    const place = sats === 0n ? 0n : ++this.#places
    return minter('DepositEscrowed', { reqId: one.reqId, share: share.share, sats, reserved, place })
  }

  #end(one: Open, share: Share, state: 'Expired' | 'Refundable'): GeneratedLog {
    Object.assign(share, { state, waiting: 0n, reserved: false })
    return bridge(`Deposit${state}`, { reqId: one.reqId, share: share.share })
  }
}
