import { describe, expect, test } from 'vitest'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { clientAnswering } from '../../test/helpers/answer-calls.ts'
import { toSat } from '../core/to-sat.ts'
import { readFeeTakers } from './read-fee-takers.ts'

const registry = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const address = (id: bigint) => `0x${id.toString(16).padStart(40, '0')}` as const
const nobody = {
  id: 0n,
  state: 1,
  issued: 0n,
  toBeIssued: 0n,
  toBeRedeemed: 0n,
  registrationBondWei: 0n,
  collateral: 0n,
  maturing: 0n,
  matureBlock: 0n,
  unstaking: 0n,
  unstakeTime: 0n,
  acceptLimit: 0n,
  minMinerFee: 0n,
  bannedUntil: 0n,
  held: false,
  pubKey: '0x02',
  sweepScript: '0x',
}
type One = Readonly<{ sats: bigint; asks: bigint }>

/** A registry in which staker n is the n-th of these. */
const chain = (stakers: readonly One[], count = BigInt(stakers.length)) =>
  clientAnswering(31_337, {
    [registry]: {
      abi: stakerRegistryAbi,
      answer: {
        stakerCount: () => count,
        redeemable: (id: bigint, fee: bigint) => {
          const one = stakers[Number(id) - 1] ?? { sats: 0n, asks: 0n }
          return one.asks > fee ? [0n, true] : [one.sats, false]
        },
        stakerById: (id: bigint) => address(id),
        stakerOf: (staker: string) => ({
          ...nobody,
          minMinerFee: stakers[Number(BigInt(staker)) - 1]?.asks ?? 0n,
        }),
      },
    },
  }).client
const asked = { maxFeeSats: toSat(1_000n), leastSats: 11_000n }
const ask = (stakers: readonly One[], count?: bigint) => readFeeTakers(chain(stakers, count), registry, asked)

describe('readFeeTakers', () => {
  test('default: one that takes the fee and holds enough', async () => {
    expect(
      await ask([
        { sats: 11_000n, asks: 1_000n },
        { sats: 90_000n, asks: 2_000n },
      ]),
    ).toEqual({
      taken: true,
      leastAskedSats: 2_000n,
    })
  })

  test('behavior: nobody takes it: the least that one asks', async () => {
    const stakers = [
      { sats: 10_999n, asks: 0n },
      { sats: 90_000n, asks: 5_000n },
      { sats: 90_000n, asks: 3_000n },
    ]
    expect(await ask(stakers)).toEqual({ taken: false, leastAskedSats: 3_000n })
  })

  test('behavior: nobody holds enough, and nobody refuses the fee', async () => {
    expect(await ask([{ sats: 0n, asks: 0n }])).toEqual({ taken: false, leastAskedSats: null })
  })

  test('behavior: of more than can be asked nothing is claimed', async () => {
    expect(await ask([], 65n)).toBeNull()
  })
})
