import { choosePayments } from '../../../lib/core/choose-payments.ts'
import { confirmationsFor } from '../../../lib/core/confirmations-for.ts'
import { depositDeadlines } from '../../../lib/core/deposit-deadlines.ts'
import { DRAW_READY_BLOCKS } from '../../../lib/core/deposit-rules.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import type { Sat } from '../../../lib/core/units.ts'
import { type BatchItem, batches } from './batch.ts'
import { depositKey } from './deposit-key.ts'

/** A Bitcoin transaction that pays a share's script. */
export interface Payment {
  txid: string
  /** sum of its outputs to the script */
  sats: bigint
  height: number
  /** as explorers write it */
  blockHash: string
  /** length of its proof */
  bytes: number
  /** the relay contract has this very block at this height */
  relayed: boolean
  /** the contract counted it already */
  counted: boolean
}

export interface Draw {
  reqId: bigint
  /** EVM block in which it was asked for */
  drawBlock: bigint
}

export interface StakerWeight {
  stakerId: bigint
  staker: `0x${string}`
  /** sats that the draw may use now; null when it cannot be read */
  drawableSats: bigint | null
  /** what is written, in quanta */
  weight: bigint
  /** sats that the draw over holders may use now, and what is written there, in quanta */
  redeemableSats: bigint
  holderWeight: bigint
}

export interface SettleSituation {
  /** number and time (seconds) of the newest EVM block */
  head: { number: bigint; timestamp: bigint }
  /** height of the relay's tip */
  tipHeight: number
  /** confirmations of the smallest deposits, `MintParams.confirmations` */
  baseConfirmations: number
  /** less than this alone is not worth its gas */
  dustSats: bigint
  draws: readonly Draw[]
  /** shares */
  deposits: readonly Deposit[]
  /** shares of which it is certain that no payment is missing: only these may expire */
  certain: ReadonlySet<string>
  payments: ReadonlyMap<string, readonly Payment[]>
  /** shares that are known to be recorded as Refundable: the view alone does not tell */
  recorded: ReadonlySet<string>
  weights: readonly StakerWeight[]
}

export type Execute = {
  kind: 'execute'
  reqId: bigint
  share: number
  /** one of these is proven, the first that the contract takes */
  choices: readonly (readonly string[])[]
}
export type SettleAction =
  | { kind: 'resolve'; reqId: bigint; drawBlock: bigint }
  | Execute
  /** payments of one block to several shares at once; `instead` when the contract does not take them together */
  | { kind: 'batch'; items: readonly BatchItem[]; instead: readonly Execute[] }
  | { kind: 'expire'; reqId: bigint; share: number; why: 'both-clocks' | 'refund-window' }
  | { kind: 'refresh'; stakerId: bigint; staker: `0x${string}` }

/** `StakerSelector` counts weights in these, rounded down. */
const WEIGHT_QUANTUM_SATS = 10_000n

/** All that could be done now, most urgent first. Every action is simulated before it is sent. Pure. */
export function decideSettle(s: SettleSituation): SettleAction[] {
  const executes: Execute[] = []
  const expiries: SettleAction[] = []
  const ordered = [...s.deposits].sort((a, b) => compare(a.reqId, b.reqId) || a.share - b.share)
  for (const deposit of ordered) {
    const { reqId, share } = deposit
    const payments = s.payments.get(depositKey(deposit)) ?? []
    const choices = provable(deposit, payments, s)
    const why = choices.length > 0 ? null : expirable(deposit, payments, s)
    if (choices.length > 0) executes.push({ kind: 'execute', reqId, share, choices })
    if (why) expiries.push({ kind: 'expire', reqId, share, why })
  }
  return [...together(executes, s), ...resolvable(s), ...expiries, ...refreshable(s.weights)]
}

/** Single payments that are in one block go in one proof of that block. */
function together(executes: readonly Execute[], { payments }: SettleSituation): SettleAction[] {
  const items = executes.flatMap((execute): BatchItem[] => {
    const [best = []] = execute.choices
    const paid = payments.get(depositKey(execute))?.find(({ txid }) => txid === best[0])
    if (best.length !== 1 || paid === undefined) return []
    const { reqId, share } = execute
    return [{ reqId, share, txid: paid.txid, blockHash: paid.blockHash, bytes: paid.bytes }]
  })
  const groups = batches(items)
  const batched = new Set(groups.flat().map(depositKey))
  const rest = executes.filter((execute) => !batched.has(depositKey(execute)))
  const joined = groups.map((group): SettleAction => {
    const keys = new Set(group.map(depositKey))
    return { kind: 'batch', items: group, instead: executes.filter((one) => keys.has(depositKey(one))) }
  })
  return [...joined, ...rest]
}

/** In reqId order, and none past the first that is not ripe: the contract takes them in no other order. */
function resolvable({ draws, head }: SettleSituation): SettleAction[] {
  const ordered = [...draws].sort((a, b) => compare(a.reqId, b.reqId))
  const unripe = ordered.findIndex(({ drawBlock }) => head.number < drawBlock + BigInt(DRAW_READY_BLOCKS))
  return (unripe < 0 ? ordered : ordered.slice(0, unripe)).map((draw) => ({ kind: 'resolve', ...draw }))
}

const counting = new Set(['Assigned', 'Expired', 'Escrowed', 'Minted'])
const sum = (payments: readonly { sats: bigint }[]): bigint =>
  payments.reduce((total, { sats }) => total + sats, 0n)

/**
 * Choices of payments to prove; none while they lack blocks. What does not reach the amount is proven alone only when
 * nothing that is mined already will reach it, and when it is worth the gas: then its requester can settle for it.
 */
function provable(deposit: Deposit, payments: readonly Payment[], s: SettleSituation): string[][] {
  const { baseConfirmations, tipHeight, dustSats } = s
  if (!counting.has(deposit.state)) return []
  const { refundWindowNear } = depositDeadlines(deposit, { evmTime: 0, bitcoinHeight: tipHeight })
  if (refundWindowNear && !deposit.swept) return []
  const open = payments.filter(({ counted }) => !counted)
  // The contract counts by what was paid: more than was asked for can need more blocks.
  const deepEnough = (needed: number) =>
    open.filter(({ relayed, height }) => relayed && tipHeight - height + 1 >= needed)
  const missing = deposit.sats > deposit.paidSats ? deposit.sats - deposit.paidSats : 0n
  const worth = (choice: readonly Payment[]): boolean => {
    const paid = sum(choice)
    if (missing > 0n && paid >= missing) return true
    return paid >= dustSats && (missing === 0n || sum(open) < missing)
  }
  const choices = choosePayments(
    deepEnough(confirmationsFor(deposit.sats, baseConfirmations)),
    missing,
  ).filter((choice) => {
    const paid = deposit.paidSats + sum(choice)
    const total = (paid > deposit.sats ? paid : deposit.sats) as Sat
    const deep = new Set(deepEnough(confirmationsFor(total, baseConfirmations)))
    return worth(choice) && choice.every((payment) => deep.has(payment))
  })
  return choices.map((choice) => choice.map(({ txid }) => txid))
}

/**
 * Past both clocks, or the refund window nears. A deposit that was paid in full on time is left to be proven: expiring
 * it would take the bond of somebody who kept the deadline.
 */
function expirable(
  deposit: Deposit,
  payments: readonly Payment[],
  { head, tipHeight, recorded, certain }: SettleSituation,
): 'both-clocks' | 'refund-window' | null {
  const key = depositKey(deposit)
  if (deposit.state === 'Refundable') return recorded.has(key) ? null : 'refund-window'
  if (deposit.state !== 'Assigned' || deposit.assignment === null || !certain.has(key)) return null
  const { deadlineHeight } = deposit.assignment
  if (sum(payments.filter(({ height }) => height <= deadlineHeight)) >= deposit.sats) return null
  const clocks = { evmTime: Number(head.timestamp), bitcoinHeight: tipHeight }
  return depositDeadlines(deposit, clocks).payment?.expirable ? 'both-clocks' : null
}

function refreshable(weights: readonly StakerWeight[]): SettleAction[] {
  return weights
    .filter(
      ({ drawableSats, weight, redeemableSats, holderWeight }) =>
        (drawableSats !== null && drawableSats / WEIGHT_QUANTUM_SATS !== weight) ||
        redeemableSats / WEIGHT_QUANTUM_SATS !== holderWeight,
    )
    .map(({ stakerId, staker }) => ({ kind: 'refresh', stakerId, staker }))
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
