import {
  holderWeight,
  share,
  staker,
  step,
  weight,
  withdrawal,
  withdrawalShare,
  withdrawalStep,
} from 'ponder:schema'
import { type Hex, numberToHex, parseEventLogs } from 'viem'
import { expect, it } from 'vitest'
import { handledEvents } from '../handled-events.ts'
import * as stakerCalls from '../src/lib/staker.ts'
import * as weightCalls from '../src/lib/weight.ts'
import * as withdrawalCalls from '../src/lib/withdrawal.ts'
import * as shareCalls from '../src/lib/withdrawal-share.ts'
import { abis, type GeneratedLog, type Source } from './generated-log.ts'
import { history } from './history.ts'
import { memoryDb } from './memory-db.ts'
import { replay } from './replay.ts'

type Call = (db: never, event: never) => Promise<void>

/** Which helper each event calls; the handler files say the same to Ponder. */
const calls: Record<string, Call> = {
  'StakerRegistry:StakerRegistered': stakerCalls.registerStaker,
  'StakerRegistry:CollateralDeposited': stakerCalls.setCollateral,
  'StakerRegistry:MinMinerFeeSet': stakerCalls.setMinMinerFee,
  'StakerRegistry:StakerBanned': stakerCalls.banStaker,
  'StakerRegistry:CollateralTaken': stakerCalls.takeCollateral,
  'HolderSelector:WeightSet': weightCalls.setHolderWeight,
  'WithdrawalManager:WithdrawalRequested': withdrawalCalls.openWithdrawal,
  'WithdrawalManager:WithdrawalQueued': withdrawalCalls.queueWithdrawal,
  'WithdrawalManager:WithdrawalDrained': withdrawalCalls.drainWithdrawal,
  'WithdrawalManager:WithdrawalReturned': withdrawalCalls.returnUnplaced,
  'WithdrawalManager:WithdrawalAssigned': shareCalls.assignWithdrawal,
  'WithdrawalManager:WithdrawalPaid': shareCalls.payShare,
  'WithdrawalManager:ShareTimedOut': shareCalls.timeOutShare,
  'WithdrawalManager:ShareRetried': shareCalls.retryShare,
  'WithdrawalManager:ShareReimbursed': shareCalls.reimburseShare,
}
const keys = new Map<object, string[]>([
  [staker, ['address']],
  [weight, ['stakerId']],
  [holderWeight, ['stakerId']],
  [share, ['reqId', 'share']],
  [step, ['reqId', 'name']],
  [withdrawal, ['reqId']],
  [withdrawalShare, ['reqId', 'share']],
  [withdrawalStep, ['eventId']],
])
const wire = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? String(item) : item)).toLowerCase(),
  )

/** Logs of a generated history as a node would answer them, one block each. */
function logsOf(seed: number, count: number) {
  const sources = Object.keys(abis) as Source[]
  const addressOf = (source: Source): Hex => numberToHex(sources.indexOf(source) + 1, { size: 20 })
  const events = history(seed)
  const logs = Array.from({ length: count }, (_, at) => {
    const { source, topics, data } = events.next().value as GeneratedLog
    const hash = numberToHex(at + 1, { size: 32 })
    return {
      ...{ source, topics, data, address: addressOf(source), blockNumber: BigInt(at + 1), logIndex: 0 },
      ...{ blockHash: hash, transactionHash: hash, transactionIndex: 0, removed: false },
    }
  })
  const addresses = Object.fromEntries(sources.map((source) => [source, addressOf(source)]))
  return { logs, addresses: addresses as Record<Source, Hex> }
}

it('R46 the helpers leave the rows that a replay of the same events gives, whatever happens', async () => {
  const { logs, addresses } = logsOf(7, 8_000)
  const db = memoryDb(keys)
  const seen = new Set<string>()
  for (const log of logs) {
    const [event] = parseEventLogs({ abi: abis[log.source], logs: [log as never] }) as unknown as [
      { eventName: string; args: object },
    ]
    const name = `${log.source}:${event.eventName}`
    seen.add(name)
    const block = { number: log.blockNumber, timestamp: log.blockNumber * 3n, hash: log.blockHash }
    const place = { id: String(log.blockNumber).padStart(75, '0'), block }
    const transaction = { hash: log.transactionHash }
    await calls[name]?.(db as never, { ...place, transaction, log, args: event.args } as never)
  }
  const client = {
    getChainId: async () => 1,
    getLogs: async () => logs,
    getBlock: async ({ blockNumber }: { blockNumber: bigint }) => ({ timestamp: blockNumber * 3n }),
  }
  const expected = await replay(client as never, addresses, 0n)

  const withdrawals = expected.requests.filter(({ kind }) => kind === 'withdrawal')
  expect(withdrawals.length).toBeGreaterThan(200)
  const parts = (table: object, reqId: unknown) =>
    db.rows(table).filter((row) => String(row.reqId) === String(reqId))
  for (const { kind: _, position: __, ...row } of withdrawals) {
    const [found] = parts(withdrawal, row.reqId)
    const steps = parts(withdrawalStep, row.reqId).map(({ eventId: _, ...one }) => one)
    expect(wire({ ...found, shares: parts(withdrawalShare, row.reqId), steps })).toEqual(wire(row))
  }
  const about = (row: Record<string, unknown>) => {
    const { collateral, collateralTaken, toBeRedeemed, bannedUntil, minMinerFee } = row
    const { nextMinMinerFee, nextMinMinerFeeTime, withdrawalsPaid, withdrawalsLate } = row
    const fees = { minMinerFee, nextMinMinerFee, nextMinMinerFeeTime }
    return wire({
      collateral,
      collateralTaken,
      toBeRedeemed,
      bannedUntil,
      ...fees,
      withdrawalsPaid,
      withdrawalsLate,
    })
  }
  expect(db.rows(staker).map(about)).toEqual(expected.stakers.map(about))

  // a history in which something never happens would say nothing about it
  const states = new Set(expected.states.map(({ state }) => state))
  expect([...states].sort()).toEqual(
    ['Assigned', 'Cancelled', 'Complete', 'Failed', 'PartlyPaid', 'Queued', 'Requested'].sort(),
  )
  for (const name of handledEvents.WithdrawalManager) expect(seen).toContain(`WithdrawalManager:${name}`)
})
