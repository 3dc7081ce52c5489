import type { Address } from 'viem'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import type { Backing } from '../core/compensation-down.ts'
import type { ReadClient } from './clients.ts'
import { read } from './read.ts'

/**
 * What stands behind a staker's shares now: the value of its collateral at the live price, and what it issued.
 * @throws {ContractRevertError} while there is no price @throws {ContractError}
 */
export const readBacking = async (
  client: ReadClient,
  registry: Address,
  staker: Address,
): Promise<Backing> => {
  const at = { blockNumber: await client.getBlockNumber({ cacheTime: 0 }) }
  const [view, capacitySats] = await Promise.all([
    read(client, registry, stakerRegistryAbi, 'stakerOf', [staker], at),
    read(client, registry, stakerRegistryAbi, 'collateralCapacity', [staker], at),
    // reverts while there is none; the capacity would only be 0 then
    read(client, registry, stakerRegistryAbi, 'price', [], at),
  ])
  // A staker may back two thirds of its collateral's value (`capacityDown`); the sat lost in rounding is not shown.
  return { valueSats: (capacitySats * 150n) / 100n, issuedSats: view.issued }
}
