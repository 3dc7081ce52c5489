import 'server-only'
import type { Address } from 'viem'
import { qpBtcAbi } from '../../contracts-abi/qp-btc.ts'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { stakerSelectorAbi } from '../../contracts-abi/staker-selector.ts'
import { serverEnv } from '../config/env.server.ts'
import type { ClosedReason } from '../core/deposit-phases.ts'
import { read } from '../evm/read.ts'
import { readClosed } from '../evm/read-closed.ts'
import { readDepositQueue } from '../evm/read-deposit-queue.ts'
import { readMintParams } from '../evm/read-mint-params.ts'
import { readMintable } from '../evm/read-mintable.ts'
import { readParams } from '../evm/read-params.ts'
import { readRelayTip } from '../evm/read-relay-tip.ts'
import type { Head } from './chain-reader.ts'
import { logFailure } from './log.ts'

/** Facts of the contracts at one block; null for each that could not be read. Amounts in sats. */
export type BridgeFacts = {
  supplySats: bigint | null
  heldSats: bigint | null
  availableSats: bigint | null
  capacitySats: bigint | null
  activeStakers: number | null
  pausedUntil: number | null
  /** why no new deposit is taken; undefined when that could not be read */
  closed: ClosedReason | null | undefined
  /** what waits in the queue, and what the mint limit of 24 hours allows now */
  queuedSats: bigint | null
  mintableSats: bigint | null
  mintLimitSats: bigint | null
  requestLimitSats: bigint | null
  feeBps: number | null
  dustSats: bigint | null
  relay: { height: number; time: number } | null
}

/** Every staker's capacity is one read; more than these are not summed up, and the sum is unknown. */
const MAX_STAKERS = 200

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    logFailure('contracts', error)
    return null
  }
}

/** Reads what the status page says of the contracts. Works without the index: stakers are found by number. */
export async function readBridgeFacts({ client, block, time }: Head): Promise<BridgeFacts> {
  const contracts = serverEnv().endpoints.contracts as Record<string, Address>
  const at = { blockNumber: BigInt(block) }
  const { EntanglementManager: manager, StakerRegistry: registry, StakerSelector: selector } = contracts
  const { QpBTC: token, BitcoinRelay: relay, DepositMinter: minter } = contracts
  if (!manager || !minter || !registry || !selector || !token || !relay)
    throw new Error('a contract has no address')
  const [supply, held, available, count, system, queue, mintable, params, minting, tip] = await Promise.all([
    orNull(read(client, token, qpBtcAbi, 'totalSupply', [], at)),
    orNull(read(client, selector, stakerSelectorAbi, 'held', [], at)),
    orNull(read(client, selector, stakerSelectorAbi, 'available', [], at)),
    orNull(read(client, registry, stakerRegistryAbi, 'stakerCount', [], at)),
    orNull(readClosed(client, manager, time, at)),
    orNull(readDepositQueue(client, manager, at)),
    orNull(readMintable(client, minter, at)),
    orNull(readParams(client, manager, at)),
    orNull(readMintParams(client, minter, at)),
    orNull(readRelayTip(client, relay, at)),
  ])

  const capacityOf = async (stakerId: bigint) => {
    const staker = await read(client, registry, stakerRegistryAbi, 'stakerById', [stakerId], at)
    return read(client, registry, stakerRegistryAbi, 'collateralCapacity', [staker], at)
  }
  const capacity = async (stakers: number) => {
    const ids = Array.from({ length: stakers }, (_, n) => BigInt(n + 1))
    return (await Promise.all(ids.map(capacityOf))).reduce((sum, sats) => sum + sats, 0n)
  }
  const stakers = count === null ? null : Number(count)
  return {
    supplySats: supply,
    heldSats: held,
    availableSats: available,
    capacitySats: stakers === null || stakers > MAX_STAKERS ? null : await orNull(capacity(stakers)),
    activeStakers: stakers,
    pausedUntil: system?.pausedUntil ?? null,
    closed: system?.closed,
    queuedSats: queue?.queuedSats ?? null,
    mintableSats: mintable,
    mintLimitSats: minting?.mintLimitSats ?? null,
    requestLimitSats: params?.requestLimitSats ?? null,
    feeBps: minting?.depositFeeBps ?? null,
    dustSats: params?.dustSats ?? null,
    relay: tip,
  }
}
