import { withdrawalState } from '../../lib/core/withdrawal-state.ts'
import type { Shift } from './deposit-replay.ts'

type Row = Record<string, unknown>
type Args = Record<string, unknown>
type Amounts = { issued?: bigint; toBeIssued?: bigint; toBeRedeemed?: bigint }
type Share = Row & { share: number; staker: string; sats: string; state: string }
type Withdrawal = Row & {
  reqId: string
  drawing: boolean
  place: string | null
  shares: Share[]
  steps: Row[]
}
type Staker = Row & { withdrawalsPaid: number; withdrawalsLate: number }

const STEPS: Record<string, string> = {
  WithdrawalRequested: 'requested',
  WithdrawalQueued: 'queued',
  WithdrawalDrained: 'drained',
  WithdrawalAssigned: 'assigned',
  WithdrawalPaid: 'paid',
  ShareTimedOut: 'timedOut',
  ShareRetried: 'retried',
  ShareReimbursed: 'reimbursed',
  WithdrawalReturned: 'returned',
}
const low = (value: unknown) => String(value).toLowerCase()
const big = (value: unknown) => BigInt(String(value))
const reversed = (hex: unknown) => Buffer.from(String(hex).slice(2), 'hex').reverse().toString('hex')

/** Withdrawals put together from events a second time; what is unplaced is summed up over them only at the end. */
export class WithdrawalReplay {
  readonly #rows = new Map<string, Withdrawal>()
  /** fees that went back, by request */
  readonly #feesBack = new Map<string, bigint>()
  readonly #account: (address: string, amounts: Amounts) => Staker
  readonly #shift: () => Shift

  /**
   * @param account changes a staker's amounts and gives its row
   * @param shift by which halts have moved deadlines until now
   */
  constructor(account: (address: string, amounts: Amounts) => Staker, shift: () => Shift) {
    this.#account = account
    this.#shift = shift
  }

  /** @returns false when the event is not one of theirs */
  take(name: string, a: Args, point: Row): boolean {
    const step = STEPS[name]
    if (step === undefined) return false
    const reqId = String(a.reqId)
    if (name === 'WithdrawalRequested') this.#request(reqId, a)
    const row = this.#rows.get(reqId)
    if (row === undefined) throw new Error(`${name} of unknown withdrawal ${reqId}`)
    const share = row.shares.find((one) => one.share === a.share)
    const sats = String(name === 'WithdrawalPaid' ? a.paidSats : (a.takenSats ?? a.sats ?? share?.sats))
    row.steps.push({ reqId, name: step, share: a.share ?? null, sats, ...point })
    if (name === 'WithdrawalAssigned') this.#assign(row, a)
    else if (share !== undefined) this.#end(share, name, a)
    if (name === 'WithdrawalQueued') Object.assign(row, { place: String(a.place), drawing: false })
    if (name === 'WithdrawalReturned') {
      Object.assign(row, { place: null, drawing: false })
      this.#feesBack.set(reqId, (this.#feesBack.get(reqId) ?? 0n) + big(a.feeSats))
    }
    if (name === 'WithdrawalDrained') row.drawing = true
    if (name === 'WithdrawalAssigned' && this.#unplaced(row).sats === 0n) row.place = null
    const again = name === 'ShareRetried' || name === 'ShareReimbursed'
    if (again && row.place === null) row.drawing = this.#unplaced(row).sats > 0n
    return true
  }

  /** Newest first, as the index answers them. */
  rows(): Row[] {
    const places = [...this.#rows.values()].flatMap(({ place }) => (place === null ? [] : [big(place)]))
    return [...this.#rows.values()].reverse().map((row) => {
      const { sats, fee, returned, returnedFee } = this.#unplaced(row)
      const ahead = places.filter((place) => row.place !== null && place <= big(row.place)).length
      const { seconds, blocks } = this.#shift()
      return {
        ...row,
        shares: row.shares.map((share) => ({
          ...share,
          deadlineTime: Number(share.deadlineTime) + seconds,
          deadlineHeight: Number(share.deadlineHeight) + blocks,
        })),
        unplaced: String(sats),
        unplacedFee: String(fee),
        returned: String(returned),
        returnedFee: String(returnedFee),
        position: row.place === null ? null : ahead,
      }
    })
  }

  states(): { reqId: string; state: string }[] {
    return this.rows().map((row) => {
      const { reqId, drawing, shares } = row as Withdrawal
      const states = shares.map(({ state }) => state) as never
      return { reqId, state: withdrawalState({ unplacedSats: big(row.unplaced), drawing, shares: states }) }
    })
  }

  #request(reqId: string, a: Args): void {
    this.#rows.set(reqId, {
      kind: 'withdrawal',
      reqId,
      owner: low(a.owner),
      sats: String(a.sats),
      feeSats: String(a.feeSats),
      maxFeeSats: String(a.maxFeeSats),
      payoutScript: a.payoutScript,
      requestHeight: Number(a.requestHeight),
      drawing: true,
      place: null,
      shares: [],
      steps: [],
    })
  }

  #assign(row: Withdrawal, a: Args): void {
    row.drawing = false
    row.shares.push({
      reqId: row.reqId,
      share: Number(a.share),
      staker: low(a.staker),
      sats: String(a.sats),
      feeSats: String(a.feeSats),
      deadlineTime: Number(a.deadlineTime) - this.#shift().seconds,
      deadlineHeight: Number(a.deadlineHeight) - this.#shift().blocks,
      ...{ state: 'Pending', txid: null, vout: null, paidSats: null },
      ...{ collateral: null, takenSats: null, burned: null },
    })
    this.#account(low(a.staker), { toBeRedeemed: big(a.sats) })
  }

  #end(share: Share, name: string, a: Args): void {
    const toBeRedeemed = -big(share.sats)
    const late = share.state === 'TimedOut' ? 1 : 0
    if (name === 'ShareTimedOut') {
      share.state = 'TimedOut'
      this.#account(share.staker, {}).withdrawalsLate += 1
    } else if (name === 'WithdrawalPaid') {
      const proven = { txid: reversed(a.txid), vout: a.vout, paidSats: String(a.paidSats) }
      Object.assign(share, { state: 'Paid', ...proven })
      const staker = this.#account(share.staker, { issued: -big(a.burnedSats), toBeRedeemed })
      staker.withdrawalsPaid += 1
      staker.withdrawalsLate -= late
    } else if (name === 'ShareRetried') {
      Object.assign(share, { state: 'Retried', collateral: String(a.penalty) })
      this.#account(share.staker, { toBeRedeemed })
    } else {
      const taken = { takenSats: String(a.takenSats), burned: a.burned }
      Object.assign(share, { state: 'Reimbursed', collateral: String(a.collateral), ...taken })
      this.#account(share.staker, { issued: a.burned ? -big(a.takenSats) : 0n, toBeRedeemed })
    }
  }

  #unplaced(row: Withdrawal) {
    const sum = (values: unknown[]) => values.reduce<bigint>((total, value) => total + big(value), 0n)
    const back = row.steps.filter(({ name }) => name === 'returned')
    const returned = sum(back.map(({ sats }) => sats))
    const returnedFee = this.#feesBack.get(row.reqId) ?? 0n
    const carried = row.shares.map(({ state, sats, takenSats }) =>
      state === 'Retried' ? 0n : state === 'Reimbursed' ? takenSats : sats,
    )
    return {
      sats: big(row.sats) - big(row.feeSats) - sum(carried) - returned,
      fee: big(row.feeSats) - sum(row.shares.map(({ feeSats }) => feeSats)) - returnedFee,
      returned,
      returnedFee,
    }
  }
}
