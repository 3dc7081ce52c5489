import type { Address } from 'viem'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** More than so many are not asked one by one. */
const MOST = 64

/** Who could carry a share with a miner fee: whether anybody does now, and the least that those ask who would not. */
export type FeeTakers = Readonly<{ taken: boolean; leastAskedSats: Sat | null }>

/**
 * Asks every staker whether it takes a miner fee, as the draw would.
 *
 * @param asked.leastSats what a share must carry at least
 * @returns null when there are too many to ask them all
 * @throws {ContractError} when the chain cannot be read
 */
export const readFeeTakers = async (
  client: ReadClient,
  registry: Address,
  asked: Readonly<{ maxFeeSats: Sat; leastSats: bigint }>,
  at?: ReadAt,
): Promise<FeeTakers | null> => {
  const count = await read(client, registry, stakerRegistryAbi, 'stakerCount', [], at)
  if (count > BigInt(MOST)) return null
  const ids = Array.from({ length: Number(count) }, (_, index) => BigInt(index + 1))
  const answers = await Promise.all(
    ids.map(async (id) => {
      const [sats, refused] = await read(
        client,
        registry,
        stakerRegistryAbi,
        'redeemable',
        [id, asked.maxFeeSats],
        at,
      )
      if (!refused) return { taken: sats >= asked.leastSats, asks: null }
      const staker = await read(client, registry, stakerRegistryAbi, 'stakerById', [id], at)
      const { minMinerFee } = await read(client, registry, stakerRegistryAbi, 'stakerOf', [staker], at)
      return { taken: false, asks: minMinerFee }
    }),
  )
  const asks = answers.flatMap(({ asks }) => (asks === null ? [] : [asks]))
  return {
    taken: answers.some(({ taken }) => taken),
    leastAskedSats:
      asks.length === 0 ? null : toSat(asks.reduce((least, one) => (one < least ? one : least))),
  }
}
