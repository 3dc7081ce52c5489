import {
  clock,
  holderWeight,
  payment,
  relayTip,
  request,
  share,
  staker,
  step,
  weight,
  withdrawal,
  withdrawalShare,
  withdrawalStep,
} from 'ponder:schema'
import { type Hex, numberToHex, parseEventLogs } from 'viem'
import * as clockCalls from '../src/lib/clock.ts'
import * as relayCalls from '../src/lib/relay.ts'
import * as requestCalls from '../src/lib/request.ts'
import * as depositCalls from '../src/lib/share.ts'
import * as stakerCalls from '../src/lib/staker.ts'
import * as weightCalls from '../src/lib/weight.ts'
import * as withdrawalCalls from '../src/lib/withdrawal.ts'
import * as shareCalls from '../src/lib/withdrawal-share.ts'
import { abis, type GeneratedLog, type Source } from './generated-log.ts'
import { history } from './history.ts'
import { memoryDb } from './memory-db.ts'
import { replay } from './replay.ts'

type Call = (db: never, event: never) => Promise<unknown>
const CHAIN_ID = 1

/** Which helper each event calls; the handler files say the same to Ponder. */
const calls: Record<string, Call> = {
  'StakerRegistry:StakerRegistered': stakerCalls.registerStaker,
  'StakerRegistry:CollateralDeposited': stakerCalls.setCollateral,
  'StakerRegistry:MinMinerFeeSet': stakerCalls.setMinMinerFee,
  'StakerRegistry:StakerBanned': stakerCalls.banStaker,
  'StakerRegistry:CollateralTaken': stakerCalls.takeCollateral,
  'HolderSelector:WeightSet': weightCalls.setHolderWeight,
  'BitcoinRelay:TipChanged': relayCalls.moveTip,
  'EntanglementManager:DepositRequested': requestCalls.openRequest,
  'EntanglementManager:DepositQueued': requestCalls.queueRequest,
  'EntanglementManager:DepositOffered': requestCalls.offerRequest,
  'EntanglementManager:DepositAccepted': requestCalls.acceptOffer,
  'EntanglementManager:DepositAssigned': (db, event) => requestCalls.assignShare(db, CHAIN_ID, event),
  'EntanglementManager:DepositCancelled': requestCalls.cancelRequest,
  'EntanglementManager:DepositExpired': depositCalls.expireShare,
  'EntanglementManager:DepositRefundable': depositCalls.markRefundable,
  'EntanglementManager:BondClaimed': requestCalls.claimBond,
  'EntanglementManager:Halted': clockCalls.halt,
  'EntanglementManager:Resumed': clockCalls.resume,
  'DepositMinter:PaymentConsumed': depositCalls.consumePayment,
  'DepositMinter:DepositMinted': depositCalls.mintShare,
  'DepositMinter:DepositEscrowed': depositCalls.escrowShare,
  'DepositMinter:DepositFinalised': depositCalls.finaliseShare,
  'DepositMinter:ReorgReported': depositCalls.reportReorg,
  'DepositMinter:ReorgClosed': depositCalls.closeReorg,
  'DepositMinter:SweepProven': depositCalls.proveSweep,
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
  [relayTip, ['eventId']],
  [clock, ['id']],
  [request, ['reqId']],
  [share, ['reqId', 'share']],
  [payment, ['txid', 'vout']],
  [step, ['eventId']],
  [withdrawal, ['reqId']],
  [withdrawalShare, ['reqId', 'share']],
  [withdrawalStep, ['eventId']],
])

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

/** Gives a generated history to the helpers over tables in memory, and to the replay. */
export async function runInMemory(seed: number, count: number) {
  const { logs, addresses } = logsOf(seed, count)
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
    getChainId: async () => CHAIN_ID,
    getLogs: async () => logs,
    getBlock: async ({ blockNumber }: { blockNumber: bigint }) => ({ timestamp: blockNumber * 3n }),
  }
  const expected = await replay(client as never, addresses, BigInt(count))
  const [row] = db.rows(clock)
  const { seconds, blocks } = clockCalls.shiftOf((row ?? null) as never, count * 3)
  /** rows of a request's part, deadlines moved as the API moves them */
  const parts = (table: object, reqId: unknown) =>
    db
      .rows(table)
      .filter((one) => String(one.reqId) === String(reqId))
      .map((one) =>
        'deadlineTime' in one
          ? {
              ...one,
              deadlineTime: Number(one.deadlineTime) + seconds,
              deadlineHeight: Number(one.deadlineHeight) + blocks,
            }
          : one,
      )
  return { db, expected, seen, parts, seconds }
}

/** As JSON carries it, addresses without their checksum. */
export const wire = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? String(item) : item)).toLowerCase(),
  )
