import { type Hex, numberToHex, pad } from 'viem'
import { type Args, type GeneratedLog, logOf } from './generated-log.ts'

type Share = { share: number; staker: Hex; sats: bigint; late: boolean }
type Open = {
  reqId: bigint
  owner: Hex
  unplaced: bigint
  unplacedFee: bigint
  place: bigint | null
  drawing: boolean
  count: number
  shares: Share[]
}
type World = {
  random: (below: number) => number
  account: () => Hex
  stakerId: (staker: Hex) => bigint
  /** sats that each staker issued and does not owe yet */
  holdings: Map<Hex, bigint>
}

const MIN_SHARE = 12_000n
const manager = (name: string, args: Args) => logOf('WithdrawalManager', name, args)

/** The part of an endless history that withdraws, by the contract's rules and in the order of its events. */
export class WithdrawalHistory {
  readonly #world: World
  readonly #open: Open[] = []
  #places = 0n

  constructor(world: World) {
    this.#world = world
  }

  *request(reqId: bigint, height: number): Generator<GeneratedLog> {
    const { random, account } = this.#world
    const sats = BigInt(20_000 + random(4e9))
    const feeSats = sats / 200n
    const one: Open = {
      ...{ reqId, owner: account(), unplaced: sats - feeSats, unplacedFee: feeSats },
      ...{ place: null, drawing: true, count: 0, shares: [] },
    }
    const asked = { reqId, owner: one.owner, sats, feeSats, maxFeeSats: 2_000n }
    const payoutScript = `0x0014${numberToHex(random(2 ** 31), { size: 20 }).slice(2)}`
    yield manager('WithdrawalRequested', { ...asked, requestHeight: BigInt(height), payoutScript })
    if (this.#open.some(({ place }) => place !== null)) yield this.#queue(one)
    this.#open.push(one)
  }

  /** One thing happens to one of those that are open; nothing when none is. */
  *move(height: number): Generator<GeneratedLog> {
    const { random } = this.#world
    const one = this.#open[random(this.#open.length)]
    if (one === undefined) return
    const share = one.shares[random(one.shares.length)]
    if (one.drawing && random(3) > 0) yield* this.#resolve(one, height)
    else if (one.place !== null && random(3) === 0) yield* this.#drainOrCancel(one)
    else if (share !== undefined) yield* share.late ? this.#act(one, share) : this.#due(one, share)
    if (one.shares.length === 0 && one.unplaced === 0n) this.#open.splice(this.#open.indexOf(one), 1)
  }

  /** At the end when it has no place yet, or gives it up because its miner fee is refused. */
  #queue(one: Open, refused = false): GeneratedLog {
    const place = refused || one.place === null ? ++this.#places : one.place
    Object.assign(one, { place, drawing: false })
    const { reqId, unplaced, unplacedFee } = one
    return manager('WithdrawalQueued', { reqId, sats: unplaced, feeSats: unplacedFee, place })
  }

  *#resolve(one: Open, height: number): Generator<GeneratedLog> {
    const { holdings, random } = this.#world
    let placed = 0
    one.drawing = false
    for (const [staker, held] of holdings) {
      if (one.unplaced === 0n || placed === 5 || held < MIN_SHARE || random(4) === 0) continue
      const sats = held < one.unplaced ? held : one.unplaced
      const feeSats = sats === one.unplaced ? one.unplacedFee : (one.unplacedFee * sats) / one.unplaced
      one.unplaced -= sats
      one.unplacedFee -= feeSats
      yield this.#hold(staker, -sats)
      const drawn = { reqId: one.reqId, share: one.count, staker, sats }
      one.shares.push({ ...drawn, late: false })
      one.count += 1
      placed += 1
      const deadlines = { deadlineTime: 2n ** 33n, deadlineHeight: BigInt(height + 144) }
      yield manager('WithdrawalAssigned', { ...drawn, feeSats, ...deadlines })
    }
    if (one.unplaced === 0n) one.place = null
    else yield this.#queue(one, placed === 0 && random(2) === 0)
  }

  *#drainOrCancel(one: Open): Generator<GeneratedLog> {
    if (one.drawing || this.#world.random(2) === 0) return yield this.#giveBack(one)
    one.drawing = true
    yield manager('WithdrawalDrained', { reqId: one.reqId, sats: one.unplaced })
  }

  *#due(one: Open, share: Share): Generator<GeneratedLog> {
    const { random, stakerId } = this.#world
    if (random(3) > 0) return yield* this.#pay(one, share)
    share.late = true
    yield manager('ShareTimedOut', { reqId: one.reqId, share: share.share, staker: share.staker })
    if (random(2) === 0) return
    yield logOf('StakerRegistry', 'StakerBanned', { staker: share.staker, until: BigInt(random(2 ** 31)) })
    yield logOf('HolderSelector', 'WeightSet', { stakerId: stakerId(share.staker), weight: 0n })
  }

  *#pay(one: Open, { share, sats }: Share): Generator<GeneratedLog> {
    const txid = pad(numberToHex(one.reqId * 1000n + BigInt(share)), { size: 32 })
    const paid = { txid, vout: this.#world.random(9), paidSats: sats - 2_000n, burnedSats: sats }
    yield manager('WithdrawalPaid', { reqId: one.reqId, share, ...paid })
    one.shares = one.shares.filter((open) => open.share !== share)
  }

  /** What an owner does with a late share, unless it is paid after all. */
  *#act(one: Open, late: Share): Generator<GeneratedLog> {
    const { random } = this.#world
    const { share, staker, sats } = late
    const { reqId } = one
    const choice = random(3)
    if (choice === 0) return yield* this.#pay(one, late)
    one.shares = one.shares.filter((open) => open.share !== share)
    const amount = BigInt(random(1e9))
    const collateral = BigInt(random(1e9)) * 10n ** 18n
    const taken = logOf('StakerRegistry', 'CollateralTaken', { staker, to: one.owner, amount, collateral })
    if (choice === 1) {
      yield this.#hold(staker, sats)
      yield* this.#placeAgain(one, sats)
      yield taken
      yield manager('ShareRetried', { reqId, share, penalty: amount })
      return
    }
    const takenSats = random(2) === 0 ? sats : BigInt(random(Number(sats)))
    const burned = random(2) === 0
    yield this.#hold(staker, burned ? sats - takenSats : sats)
    yield taken
    yield manager('ShareReimbursed', { reqId, share, collateral: amount, takenSats, burned })
    if (takenSats !== sats) yield* this.#placeAgain(one, sats - takenSats)
  }

  *#placeAgain(one: Open, sats: bigint): Generator<GeneratedLog> {
    one.unplaced += sats
    if (one.place !== null) return
    if (one.unplaced < MIN_SHARE) yield this.#giveBack(one)
    else one.drawing = true
  }

  #giveBack(one: Open): GeneratedLog {
    const { reqId, owner, unplaced: sats, unplacedFee: feeSats } = one
    Object.assign(one, { unplaced: 0n, unplacedFee: 0n, place: null, drawing: false })
    return manager('WithdrawalReturned', { reqId, owner, sats, feeSats })
  }

  #hold(staker: Hex, more: bigint): GeneratedLog {
    const { holdings, stakerId } = this.#world
    const held = (holdings.get(staker) ?? 0n) + more
    holdings.set(staker, held)
    return logOf('HolderSelector', 'WeightSet', { stakerId: stakerId(staker), weight: held / 10_000n })
  }
}
