import {
  clock,
  holderWeight,
  request,
  share,
  staker,
  weight,
  withdrawal,
  withdrawalShare,
} from 'ponder:schema'
import { expect, it } from 'vitest'
import { depositStates } from '../../lib/core/deposit-state.ts'
import { handledEvents } from '../handled-events.ts'
import { shiftOf } from '../src/lib/clock.ts'
import { type Answer, recordsOf, replayRecord } from './campaign-record.ts'
import type { memoryDb } from './memory-db.ts'

type Row = Record<string, unknown>
type Index = ReturnType<typeof memoryDb>
/** the enum `ShareState` of the withdrawals */
const SHARE_STATES = ['None', 'Pending', 'Paid', 'TimedOut', 'Retried', 'Reimbursed']
const REFUND_MARGIN = 1_008

const sum = (rows: Row[], column: string): bigint =>
  rows.reduce((total, row) => total + BigInt(row[column] as bigint), 0n)
const low = (value: unknown) => String(value).toLowerCase()
const hexes = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? low(value) : value]),
  )

/** What the index says to the same question, in the words of the contract; null where it keeps nothing about it. */
class Asked {
  readonly #db: Index
  readonly #time: number
  readonly #shift: { seconds: number; blocks: number }
  readonly #tip: number

  constructor(db: Index, time: number) {
    const [row] = db.rows(clock)
    this.#db = db
    this.#time = time
    this.#shift = shiftOf((row ?? null) as never, time)
    this.#tip = Number(row?.tipHeight)
  }

  #one(table: object, key: Row): Row | undefined {
    return this.#db
      .rows(table)
      .find((row) => Object.entries(key).every(([name, value]) => low(row[name]) === low(value)))
  }

  #deadlines({ deadlineTime, deadlineHeight }: Row) {
    return {
      deadlineTime: BigInt(Number(deadlineTime) + this.#shift.seconds),
      deadlineHeight: BigInt(Number(deadlineHeight) + this.#shift.blocks),
    }
  }

  depositOf([reqId, number]: readonly unknown[]): Row {
    const asked = this.#one(request, { reqId }) ?? {}
    const part = this.#one(share, { reqId, share: number })
    const whole = {
      requester: asked.requester,
      recipient: asked.recipient,
      refundPubKeyHash: asked.refundPubKeyHash,
      requestHeight: BigInt(Number(asked.requestHeight)),
      refundHeight: BigInt(Number(asked.refundHeight)),
    }
    if (part === undefined)
      return {
        ...whole,
        sats: asked.sats,
        state: asked.state,
        shareCount: 1,
        deadlineTime: BigInt(asked.offerUntil === null ? 0 : Number(asked.offerUntil) + this.#shift.seconds),
        waits: asked.place !== null,
      }
    // The index knows it only once it is recorded; the contract sees it coming.
    const near = this.#tip + REFUND_MARGIN > Number(asked.refundHeight)
    const open = ['Assigned', 'Expired', 'Escrowed'].includes(String(part.state))
    const refundable = open && near && part.sweptSats === 0n && part.issuedSats === 0n
    return {
      ...whole,
      sats: part.sats,
      state: refundable ? 'Refundable' : part.state,
      shareCount: asked.shareCount,
      staker: part.staker,
      ...this.#deadlines(part),
      script: part.script,
      paidSats: part.paidSats,
      mintedSats: part.issuedSats,
      swept: BigInt(part.sweptSats as bigint) > BigInt(part.issuedSats as bigint),
      waits: part.place !== null,
    }
  }

  withdrawalOf([reqId]: readonly unknown[]): Row {
    const asked = this.#one(withdrawal, { reqId }) ?? {}
    return {
      owner: asked.owner,
      sats: asked.sats,
      unplacedSats: asked.unplaced,
      unplacedFeeSats: asked.unplacedFee,
      maxFeeSats: asked.maxFeeSats,
      requestHeight: BigInt(Number(asked.requestHeight)),
      drawing: asked.drawing === true && asked.unplaced !== 0n,
      waits: asked.place !== null,
      shareCount: BigInt(this.#db.rows(withdrawalShare).filter((row) => row.reqId === reqId).length),
      payoutScript: asked.payoutScript,
    }
  }

  shareOf([reqId, number]: readonly unknown[]): Row {
    const part = this.#one(withdrawalShare, { reqId, share: number }) ?? {}
    const { staker: address, sats, feeSats, state } = part
    return { staker: address, sats, feeSats, state, ...this.#deadlines(part) }
  }

  stakerOf([address]: readonly unknown[]): Row {
    const row = this.#one(staker, { address }) ?? {}
    const fee = this.#time < Number(row.nextMinMinerFeeTime) ? row.minMinerFee : row.nextMinMinerFee
    return {
      id: row.stakerId,
      issued: row.issued,
      toBeIssued: row.toBeIssued,
      toBeRedeemed: row.toBeRedeemed,
      collateral: row.collateral,
      unstaking: row.unstaking,
      unstakeTime: BigInt(Number(row.unstakeTime)),
      bannedUntil: BigInt(Number(row.bannedUntil)),
      minMinerFee: fee,
      pubKey: row.pubKey,
      sweepScript: row.sweepScript,
    }
  }

  weightOf(source: string, [stakerId]: readonly unknown[]): unknown {
    const row = this.#one(source === 'HolderSelector' ? holderWeight : weight, { stakerId })
    return row === undefined ? 0n : BigInt(row.sats as bigint) / 10_000n
  }

  queues(): Row {
    const inState = (state: string) => this.#db.rows(request).filter((row) => row.state === state)
    const waiting = this.#db.rows(withdrawal).filter(({ place }) => place !== null)
    return {
      queued: sum(inState('Queued'), 'sats'),
      offered: sum(inState('Offered'), 'sats'),
      withdrawals: sum(waiting, 'unplaced'),
    }
  }
}

/** The contract's answer in the same words. */
function said({ source, name, result }: Answer): Row {
  const row = result as Row
  const waits = 'position' in row ? { waits: row.position !== 0n } : {}
  if (name === 'depositOf') return { ...row, ...waits, state: depositStates[Number(row.state)] }
  if (name === 'shareOf') return { ...row, state: SHARE_STATES[Number(row.state)] }
  // A draw that everything was taken back from stays open in the contract and places nothing.
  const drawing = row.drawing === true && row.unplacedSats !== 0n
  return source === 'WithdrawalManager' ? { ...row, ...waits, drawing } : row
}

/** Compares every answer of a record with what the index says. @returns how many were compared */
async function compare(name: string): Promise<{ seen: Set<string>; compared: number }> {
  const { db, seen, time, answers } = await replayRecord(name)
  const index = new Asked(db, time)
  for (const answer of answers) {
    const { source, name: asked, args, result } = answer
    if (asked === 'weightOf')
      expect({ source, args, weight: index.weightOf(source, args) }).toEqual({ source, args, weight: result })
    else if (asked === 'depositQueue' || asked === 'queue') {
      const { queued, offered, withdrawals } = index.queues()
      const [, ...sats] = result as readonly unknown[]
      expect(sats).toEqual(asked === 'queue' ? [withdrawals] : [queued, offered])
    } else {
      const mine = hexes(index[asked as 'depositOf' | 'shareOf' | 'stakerOf' | 'withdrawalOf'](args))
      const theirs = hexes(said(answer))
      const same = Object.fromEntries(Object.keys(mine).map((key) => [key, theirs[key]]))
      expect({ asked, args, ...mine }).toEqual({ asked, args, ...same })
    }
  }
  return { seen, compared: answers.length }
}

it('R46 the events of every recorded campaign, replayed through the reducer, give what the contracts say at its end', async () => {
  const names = [...recordsOf('deposits'), ...recordsOf('withdrawals')]
  const seen = new Set<string>()
  let compared = 0
  for (const name of names) {
    const one = await compare(name)
    compared += one.compared
    for (const event of one.seen) seen.add(event)
  }
  // campaigns in which something never happens would say nothing about it
  expect(names.length).toBeGreaterThan(4)
  expect(compared).toBeGreaterThan(30 * names.length)
  const handled = Object.entries(handledEvents).flatMap(([source, events]) =>
    events.map((event) => `${source}:${event}`),
  )
  expect(handled.filter((event) => seen.has(event)).length).toBeGreaterThan(handled.length * 0.7)
}, 120_000)
