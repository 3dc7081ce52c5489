import type { Context, Event } from 'ponder:registry'
import { staker, weight } from 'ponder:schema'
import { pointOf } from './point.ts'

type Db = Context['db']

/** What the registry holds for a staker that never set a limit. */
const NO_LIMIT = 2n ** 56n - 1n
/** The draw's tree counts quanta of this many sats. */
const QUANTUM_SATS = 10_000n

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

/** The registry emits no amounts: each changes with a step of a deposit, by what that step says. */
export async function changeAccount(
  db: Db,
  address: `0x${string}`,
  { issued = 0n, toBeIssued }: { issued?: bigint; toBeIssued: bigint },
) {
  await db.update(staker, { address }).set((row) => ({
    issued: row.issued + issued,
    toBeIssued: row.toBeIssued + toBeIssued,
  }))
}

export async function setWeight(db: Db, event: Event<'StakerSelector:WeightSet'>) {
  const sats = event.args.weight * QUANTUM_SATS
  await db.insert(weight).values({ stakerId: event.args.stakerId, sats }).onConflictDoUpdate({ sats })
}
