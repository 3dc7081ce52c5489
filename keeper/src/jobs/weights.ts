import { holderSelectorAbi } from '../../../contracts-abi/holder-selector.ts'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { stakerSelectorAbi } from '../../../contracts-abi/staker-selector.ts'
import { read } from '../../../lib/evm/read.ts'
import type { StakerWeight } from '../decide/settle.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'

/** Stakers read in one round; with more, the rounds take turns. */
const window = 100n
const anyMinerFee = 2n ** 56n

/** What both draws know of stakers and what it would have to know now. */
export async function readWeights(
  evm: EvmPool,
  contracts: Contracts,
  round: number,
): Promise<StakerWeight[]> {
  const { registry, selector, holders } = contracts
  return evm.read('weights', async (client, blockNumber) => {
    const at = { blockNumber }
    const [count, priced] = await Promise.all([
      read(client, registry, stakerRegistryAbi, 'stakerCount', [], at),
      // Without a price the weights of deposits stay as they are; those of holders need none.
      read(client, registry, stakerRegistryAbi, 'price', [], at).then(
        () => true,
        () => false,
      ),
    ])
    const total = BigInt(count)
    if (total === 0n) return []
    const size = total < window ? total : window
    const ids = Array.from(
      { length: Number(size) },
      (_, i) => ((BigInt(round) * size + BigInt(i)) % total) + 1n,
    )
    return Promise.all(
      ids.map(async (stakerId) => {
        const [staker, drawableSats, weight, [redeemableSats], holderWeight] = await Promise.all([
          read(client, registry, stakerRegistryAbi, 'stakerById', [stakerId], at),
          read(client, registry, stakerRegistryAbi, 'drawableCapacity', [stakerId], at),
          read(client, selector, stakerSelectorAbi, 'weightOf', [stakerId], at),
          // Above every miner fee that a staker may ask for: the weight does not depend on it.
          read(client, registry, stakerRegistryAbi, 'redeemable', [stakerId, anyMinerFee], at),
          read(client, holders, holderSelectorAbi, 'weightOf', [stakerId], at),
        ])
        return {
          stakerId,
          staker,
          drawableSats: priced ? drawableSats : null,
          weight,
          redeemableSats,
          holderWeight,
        }
      }),
    )
  })
}
