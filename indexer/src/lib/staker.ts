import type { Context, Event } from 'ponder:registry'
import { staker } from 'ponder:schema'
import { pointOf } from './point.ts'

type Db = Context['db']
type Amount = 'issued' | 'toBeIssued' | 'toBeRedeemed'

/** What the registry holds for a staker that never set a limit. */
const NO_LIMIT = 2n ** 56n - 1n

export async function registerStaker(db: Db, event: Event<'StakerRegistry:StakerRegistered'>) {
  const { staker: address, ...registered } = event.args
  const { block, time, tx } = pointOf(event)
  await db.insert(staker).values({
    address,
    ...registered,
    collateral: 0n,
    unstaking: 0n,
    unstakeTime: 0,
    issued: 0n,
    toBeIssued: 0n,
    toBeRedeemed: 0n,
    acceptLimit: NO_LIMIT,
    depositsMinted: 0,
    depositsExpired: 0,
    minMinerFee: 0n,
    nextMinMinerFee: 0n,
    nextMinMinerFeeTime: 0,
    bannedUntil: 0,
    collateralTaken: 0n,
    withdrawalsPaid: 0,
    withdrawalsLate: 0,
    registeredBlock: block,
    registeredTime: time,
    registeredTx: tx,
  })
}

export async function setCollateral(db: Db, event: Event<'StakerRegistry:CollateralDeposited'>) {
  const { staker: address, collateral } = event.args
  await db.update(staker, { address }).set({ collateral })
}

export async function lockCollateral(db: Db, event: Event<'StakerRegistry:UnstakeRequested'>) {
  const { staker: address, amount, claimableAt } = event.args
  await db.update(staker, { address }).set((row) => ({
    collateral: row.collateral - amount,
    unstaking: row.unstaking + amount,
    unstakeTime: Number(claimableAt),
  }))
}

export async function unlockCollateral(db: Db, event: Event<'StakerRegistry:UnstakeCancelled'>) {
  const { staker: address, amount } = event.args
  await db.update(staker, { address }).set((row) => ({
    collateral: row.collateral + amount,
    unstaking: row.unstaking - amount,
    unstakeTime: 0,
  }))
}

export async function payOutCollateral(db: Db, event: Event<'StakerRegistry:UnstakeClaimed'>) {
  const { staker: address, amount } = event.args
  await db.update(staker, { address }).set((row) => ({ unstaking: row.unstaking - amount, unstakeTime: 0 }))
}

export async function setAcceptLimit(db: Db, event: Event<'StakerRegistry:AcceptLimitSet'>) {
  const { staker: address, sats } = event.args
  await db.update(staker, { address }).set({ acceptLimit: sats })
}

/** What was in force until now stays so until the new fee's time has come. */
export async function setMinMinerFee(db: Db, event: Event<'StakerRegistry:MinMinerFeeSet'>) {
  const { staker: address, sats, effectiveTime } = event.args
  const now = Number(event.block.timestamp)
  await db.update(staker, { address }).set((row) => ({
    minMinerFee: now < row.nextMinMinerFeeTime ? row.minMinerFee : row.nextMinMinerFee,
    nextMinMinerFee: sats,
    nextMinMinerFeeTime: Number(effectiveTime),
  }))
}

export async function banStaker(db: Db, event: Event<'StakerRegistry:StakerBanned'>) {
  const { staker: address, until } = event.args
  await db.update(staker, { address }).set({ bannedUntil: Number(until) })
}

export async function takeCollateral(db: Db, event: Event<'StakerRegistry:CollateralTaken'>) {
  const { staker: address, amount, collateral } = event.args
  await db
    .update(staker, { address })
    .set((row) => ({ collateral, collateralTaken: row.collateralTaken + amount }))
}

/** The registry emits no amounts: each changes with a step of a deposit or a withdrawal, by what that step says. */
export async function changeAccount(
  db: Db,
  address: `0x${string}`,
  { issued = 0n, toBeIssued = 0n, toBeRedeemed = 0n }: Partial<Record<Amount, bigint>>,
) {
  await db.update(staker, { address }).set((row) => ({
    issued: row.issued + issued,
    toBeIssued: row.toBeIssued + toBeIssued,
    toBeRedeemed: row.toBeRedeemed + toBeRedeemed,
  }))
}
