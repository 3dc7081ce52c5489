import type { Hex, PublicClient } from 'viem'
import { expect } from 'vitest'
import { holderSelectorAbi } from '../../contracts-abi/holder-selector.ts'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { reconcile } from '../../indexer/reconcile.ts'
import { replay } from '../../indexer/test/replay.ts'
import type { StakerDto } from '../../lib/api/stakers.ts'
import type { WithdrawalDto } from '../../lib/api/withdrawals.ts'
import { withdrawalShareStates, withdrawalStates } from '../../lib/core/withdrawal-state.ts'
import type { Withdrawing } from './withdraw-on-stack.ts'

/** Expects that a withdrawal as the API gives it is the one that the contract holds. */
export async function expectWithdrawalAsOnChain(bridge: Withdrawing, told: WithdrawalDto): Promise<void> {
  const reqId = BigInt(told.reqId)
  const held = await bridge.withdrawal(reqId)
  expect(told).toMatchObject({
    state: withdrawalStates[held.state],
    owner: held.owner,
    sats: String(held.sats),
    maxFeeSats: String(held.maxFeeSats),
    payoutScript: held.payoutScript,
    unplacedSats: String(held.unplacedSats),
    unplacedFeeSats: String(held.unplacedFeeSats),
    requestHeight: Number(held.requestHeight),
    drawing: held.drawing && held.unplacedSats > 0n,
  })
  expect(told.queuePosition === null).toBe(held.position === 0n)
  expect(told.shares.length).toBe(Number(held.shareCount))
  for (const [number, share] of told.shares.entries()) {
    const owed = await bridge.share(reqId, number)
    expect(share).toMatchObject({
      staker: owed.staker,
      sats: String(owed.sats),
      payoutSats: String(owed.payoutSats),
      feeSats: String(owed.feeSats),
      deadlineTime: Number(owed.deadlineTime),
      deadlineHeight: Number(owed.deadlineHeight),
      state: withdrawalShareStates[owed.state],
    })
  }
}

/** Expects that every staker and its weight are what the contracts hold at a block. */
export async function expectStakersAsOnChain(
  bridge: Withdrawing,
  told: readonly StakerDto[],
  blockNumber: bigint,
): Promise<void> {
  const { contracts, reader } = bridge
  const at = { blockNumber }
  const { timestamp } = await reader.getBlock(at)
  for (const staker of told) {
    const registry = { address: contracts.StakerRegistry, abi: stakerRegistryAbi } as const
    const held = await reader.readContract({
      ...registry,
      ...at,
      functionName: 'stakerOf',
      args: [staker.address as Hex],
    })
    const weight = await reader.readContract({
      ...at,
      address: contracts.HolderSelector,
      abi: holderSelectorAbi,
      functionName: 'weightOf',
      args: [held.id],
    })
    expect(staker).toMatchObject({
      issued: String(held.issued),
      toBeIssued: String(held.toBeIssued),
      toBeRedeemed: String(held.toBeRedeemed),
      collateral: String(held.collateral),
      bannedUntil: Number(held.bannedUntil),
      holderWeightSats: String(weight * 10_000n),
    })
    const inForce =
      timestamp < BigInt(staker.nextMinMinerFeeTime) ? staker.minMinerFee : staker.nextMinMinerFee
    expect(inForce).toBe(String(held.minMinerFee))
  }
}

/** Expects that the index holds what a replay of all events gives, and that it has missed none. */
export async function expectReplayed(
  bridge: Withdrawing,
  indexUrl: string,
  fromBlock: number,
): Promise<void> {
  const { contracts: addresses } = bridge
  const client = bridge.reader as PublicClient
  const rows = await (await fetch(`${indexUrl}/v1/requests?limit=500`)).json()
  const expected = await replay(client, addresses, BigInt(rows.at.block))
  const plain = (all: { reqId: string; shares: unknown; unplaced?: string }[]) =>
    all.map(({ reqId, shares, unplaced }) => ({ reqId, shares, unplaced }))
  expect(plain(rows.data)).toEqual(plain(expected.requests as never))
  expect(await reconcile({ client, addresses, indexUrl, fromBlock, toBlock: rows.at.block })).toEqual([])
}
