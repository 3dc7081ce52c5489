import { choosePayments } from '../../../lib/core/choose-payments.ts'
import { confirmationsFor } from '../../../lib/core/confirmations-for.ts'
import { depositDeadlines } from '../../../lib/core/deposit-deadlines.ts'
import { DRAW_READY_BLOCKS } from '../../../lib/core/deposit-rules.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import type { Sat } from '../../../lib/core/units.ts'

/** A Bitcoin transaction that pays a deposit's script. */
export interface Payment {
  txid: string
  /** sum of its outputs to the script */
  sats: bigint
  height: number
  /** length of its proof */
  bytes: number
  /** the relay contract has this very block at this height */
  relayed: boolean
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
  /** confirmations of the smallest deposits, `BridgeParams.confirmations` */
  baseConfirmations: number
  draws: readonly Draw[]
  deposits: readonly Deposit[]
  /** deposits of which it is certain that no payment is missing: only these may expire */
  certain: ReadonlySet<bigint>
  payments: ReadonlyMap<bigint, readonly Payment[]>
  /** deposits that are known to be recorded as Refundable: the view alone does not tell */
  recorded: ReadonlySet<bigint>
  weights: readonly StakerWeight[]
}

export type SettleAction =
  | { kind: 'resolve'; reqId: bigint; drawBlock: bigint }
  /** proves one of these choices, the first that the contract takes */
  | { kind: 'execute'; reqId: bigint; choices: readonly (readonly string[])[] }
  | { kind: 'expire'; reqId: bigint; why: 'both-clocks' | 'refund-window' }
  | { kind: 'refresh'; stakerId: bigint; staker: `0x${string}` }

/** `StakerSelector` counts weights in these, rounded down. */
const WEIGHT_QUANTUM_SATS = 10_000n

/** All that could be done now, most urgent first. Every action is simulated before it is sent. Pure. */
export function decideSettle(s: SettleSituation): SettleAction[] {
  const executes: SettleAction[] = []
  const expiries: SettleAction[] = []
  for (const deposit of [...s.deposits].sort((a, b) => compare(a.reqId, b.reqId))) {
    const payments = s.payments.get(deposit.reqId) ?? []
    const choices = provable(deposit, payments, s)
    const why = choices.length > 0 ? null : expirable(deposit, payments, s)
    if (choices.length > 0) executes.push({ kind: 'execute', reqId: deposit.reqId, choices })
    if (why) expiries.push({ kind: 'expire', reqId: deposit.reqId, why })
  }
  return [...executes, ...resolvable(s), ...expiries, ...refreshable(s.weights)]
}

/** In reqId order, and none past the first that is not ripe: the contract takes them in no other order. */
function resolvable({ draws, head }: SettleSituation): SettleAction[] {
  const ordered = [...draws].sort((a, b) => compare(a.reqId, b.reqId))
  const unripe = ordered.findIndex(({ drawBlock }) => head.number < drawBlock + BigInt(DRAW_READY_BLOCKS))
  return (unripe < 0 ? ordered : ordered.slice(0, unripe)).map((draw) => ({ kind: 'resolve', ...draw }))
}

/** Choices of payments to prove; none while they do not carry the amount with enough blocks on each. */
function provable(
  deposit: Deposit,
  payments: readonly Payment[],
  { baseConfirmations, tipHeight }: SettleSituation,
): string[][] {
  if (deposit.state !== 'Assigned' && deposit.state !== 'Expired') return []
  if (depositDeadlines(deposit, { evmTime: 0, bitcoinHeight: tipHeight }).refundWindowNear) return []
  // The contract counts by what was paid: more than was asked for can need more blocks.
  const deepEnough = (needed: number) =>
    payments.filter(({ relayed, height }) => relayed && tipHeight - height + 1 >= needed)
  const choices = choosePayments(
    deepEnough(confirmationsFor(deposit.sats, baseConfirmations)),
    deposit.sats,
  ).filter((choice) => {
    const paid = choice.reduce((sum, { sats }) => sum + sats, 0n)
    const deep = new Set(deepEnough(confirmationsFor(paid as Sat, baseConfirmations)))
    return choice.every((payment) => deep.has(payment))
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
  if (deposit.state === 'Refundable') return recorded.has(deposit.reqId) ? null : 'refund-window'
  if (deposit.state !== 'Assigned' || deposit.assignment === null || !certain.has(deposit.reqId)) return null
  const { deadlineHeight } = deposit.assignment
  const onTime = payments
    .filter(({ height }) => height <= deadlineHeight)
    .reduce((sum, { sats }) => sum + sats, 0n)
  if (onTime >= deposit.sats) return null
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
