import { readFileSync } from 'node:fs'
import { type Address, createPublicClient, custom, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { clientAnswering } from '../../../test/helpers/answer-calls.ts'
import { depositWitnessScript } from '../../bitcoin/deposit-witness-script.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { p2wshScript } from '../../bitcoin/p2wsh-script.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { DepositAddressMismatchError } from '../../errors/contract.ts'
import { agreeOnAddress } from './agree-on-address.ts'

type Vector = {
  chainId: number
  manager: Address
  stakerPubKey: Hex
  refundHeight: number
  refundPubKeyHash: Hex
}
const vector = (
  JSON.parse(
    readFileSync(new URL('../../../contracts/test/vectors/deposit-script.json', import.meta.url), 'utf8'),
  ) as { cases: [Vector] }
).cases[0]
const registry = '0x00000000000000000000000000000000000000b1'
const someone = '0x00000000000000000000000000000000000000C1'

/** A whole chain whose stories fit together, over any refund key: an honest one, or an attacker's. */
const chainWith = (refundPubKeyHash: Hex, over: { sats?: bigint } = {}) => {
  const witness = depositWitnessScript({
    chainId: vector.chainId,
    manager: vector.manager,
    reqId: 1n,
    share: 0,
    stakerPubKey: fromHex(vector.stakerPubKey),
    refundHeight: vector.refundHeight,
    refundPubKeyHash: fromHex(refundPubKeyHash),
  })
  const script = toHex(p2wshScript(witness))
  return clientAnswering(vector.chainId, {
    [vector.manager]: {
      abi: entanglementManagerAbi,
      answer: {
        depositOf: () => ({
          shareCount: 1,
          paidSats: 0n,
          mintedSats: 0n,
          position: 0n,
          swept: false,
          requester: someone,
          recipient: someone,
          sats: over.sats ?? 50_000n,
          refundPubKeyHash,
          state: 2,
          bondWei: 1n,
          requestHeight: 201n,
          refundHeight: BigInt(vector.refundHeight),
          staker: someone,
          deadlineTime: 10_000n,
          deadlineHeight: 345n,
          script,
        }),
        depositScript: () => script,
        depositWitnessScript: () => toHex(witness),
      },
    },
    [registry]: {
      abi: stakerRegistryAbi,
      answer: {
        stakerOf: () => ({
          id: 1n,
          state: 1,
          issued: 0n,
          toBeIssued: 50_000n,
          toBeRedeemed: 0n,
          registrationBondWei: 1n,
          collateral: 5n,
          maturing: 0n,
          matureBlock: 0n,
          unstaking: 0n,
          unstakeTime: 0n,
          acceptLimit: 1n,
          bannedUntil: 0n,
          held: false,
          minMinerFee: 0n,
          pubKey: vector.stakerPubKey,
          sweepScript: '0x',
        }),
      },
    },
  }).client
}
const dead = createPublicClient({
  transport: custom(
    {
      request: async () => {
        throw new Error('gone')
      },
    },
    { retryCount: 0 },
  ),
})
const question = {
  manager: vector.manager,
  registry,
  chainId: vector.chainId,
  reqId: 1n,
  share: 0,
  network: 'regtest',
} as const
const honest = () => chainWith(vector.refundPubKeyHash)
const evil = () => chainWith(`0x${'66'.repeat(20)}`)

describe('agreeOnAddress', () => {
  test('default: two endpoints that agree give one address, and how many were asked', async () => {
    const agreed = await agreeOnAddress([honest(), honest()], question)
    expect(agreed.endpoints).toBe(2)
    expect(agreed.address).toMatch(/^bcrt1q/)
  })
  test('T32: an endpoint whose whole story fits together, but is another one, gives no address', async () => {
    for (const readers of [
      [honest(), evil()],
      [evil(), honest()],
    ])
      await expect(agreeOnAddress(readers, question)).rejects.toBeInstanceOf(DepositAddressMismatchError)
  })
  test('T32: another amount from one endpoint gives no address', async () => {
    const readers = [honest(), chainWith(vector.refundPubKeyHash, { sats: 60_000n })]
    await expect(agreeOnAddress(readers, question)).rejects.toBeInstanceOf(DepositAddressMismatchError)
  })
  test('T32: a server that names another script gives no address', async () => {
    await expect(
      agreeOnAddress([honest()], { ...question, claimedScript: `0x0020${'66'.repeat(32)}` }),
    ).rejects.toMatchObject({ part: 'indexer_script' })
  })
  test('behavior: an endpoint that does not answer is left out and not counted', async () => {
    const { script } = await agreeOnAddress([honest()], question)
    const named = { ...question, claimedScript: script }
    expect((await agreeOnAddress([dead, honest()], named)).endpoints).toBe(1)
  })
  test('T32: one of several endpoints alone is not believed while no server named the script', async () => {
    await expect(agreeOnAddress([dead, honest()], question)).rejects.toMatchObject({
      code: 'contract.rpc_unavailable',
    })
    expect((await agreeOnAddress([honest()], question)).endpoints).toBe(1)
  })
  test('error: none answers', async () => {
    await expect(agreeOnAddress([dead], question)).rejects.toThrow()
    await expect(agreeOnAddress([], question)).rejects.toMatchObject({ code: 'contract.rpc_unavailable' })
  })
})
