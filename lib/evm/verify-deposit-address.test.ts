import { readFileSync } from 'node:fs'
import type { Address, Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { clientAnswering } from '../../test/helpers/answer-calls.ts'
import { DepositAddressMismatchError } from '../errors/contract.ts'
import { readDeposit } from './read-deposit.ts'
import { readStaker } from './read-staker.ts'
import { type AddressQuestion, verifyDepositAddress } from './verify-deposit-address.ts'

type Vector = {
  chainId: number
  manager: Address
  reqId: number
  stakerPubKey: Hex
  refundHeight: number
  refundPubKeyHash: Hex
  witnessScript: Hex
  scriptPubKey: Hex
}
const { cases } = JSON.parse(
  readFileSync(new URL('../../contracts/test/vectors/deposit-script.json', import.meta.url), 'utf8'),
) as { cases: Vector[] }
const vector = cases[0] as Vector
const registry = '0x00000000000000000000000000000000000000b1'
const staker = '0x00000000000000000000000000000000000000A1'
const someone = '0x00000000000000000000000000000000000000c1'
const evil = `0x0020${'66'.repeat(32)}` as Hex

const deposit = {
  requester: someone as Address,
  recipient: someone as Address,
  sats: 50_000n,
  refundPubKeyHash: vector.refundPubKeyHash,
  state: 2,
  bondWei: 1n,
  requestHeight: 201n,
  refundHeight: BigInt(vector.refundHeight),
  staker: staker as Address,
  deadlineTime: 10_000n,
  deadlineHeight: 345n,
  script: vector.scriptPubKey,
  shareCount: 1,
  paidSats: 0n,
  mintedSats: 0n,
  position: 0n,
  swept: false,
}
const stakerView = {
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
  acceptLimit: (1n << 56n) - 1n,
  bannedUntil: 0n,
  held: false,
  minMinerFee: 0n,
  pubKey: vector.stakerPubKey,
  sweepScript: '0x',
}
const chain = (
  over: {
    deposit?: Partial<typeof deposit>
    staker?: Partial<typeof stakerView>
    script?: Hex
    witness?: Hex
    chainId?: number
  } = {},
) =>
  clientAnswering(over.chainId ?? vector.chainId, {
    [vector.manager]: {
      abi: entanglementManagerAbi,
      answer: {
        depositOf: (reqId: bigint) =>
          reqId === 1n ? { ...deposit, ...over.deposit } : { ...deposit, state: 0 },
        depositScript: () => over.script ?? vector.scriptPubKey,
        depositWitnessScript: () => over.witness ?? vector.witnessScript,
      },
    },
    [registry]: { abi: stakerRegistryAbi, answer: { stakerOf: () => ({ ...stakerView, ...over.staker }) } },
  }).client
const question: AddressQuestion = {
  manager: vector.manager,
  registry,
  chainId: vector.chainId,
  reqId: 1n,
  share: 0,
  network: 'regtest',
}
const partOf = async (over: Parameters<typeof chain>[0], ask: Partial<AddressQuestion> = {}) => {
  const error = await verifyDepositAddress(chain(over), { ...question, ...ask }).catch(
    (caught: unknown) => caught,
  )
  return error instanceof DepositAddressMismatchError ? error.part : error
}

describe('verifyDepositAddress', () => {
  test('default: the address computed here', async () => {
    const verified = await verifyDepositAddress(chain(), { ...question, claimedScript: vector.scriptPubKey })
    expect(verified.script).toBe(vector.scriptPubKey)
    expect(verified.address).toMatch(/^bcrt1q[0-9a-z]{58}$/)
    expect(verified.deposit.assignment.deadlineHeight).toBe(345)
  })
  test('T32 error: whoever swaps a part, nothing payable comes back', async () => {
    expect(await partOf({}, { claimedScript: evil })).toBe('indexer_script')
    expect(await partOf({ deposit: { script: evil } })).toBe('script')
    expect(await partOf({ script: evil })).toBe('script')
    expect(await partOf({ witness: '0x51' })).toBe('witness_script')
    expect(await partOf({ script: evil, deposit: { script: evil } }, { claimedScript: evil })).toBe('script')
    expect(await partOf({ staker: { pubKey: `0x03${vector.stakerPubKey.slice(4)}` } })).toBe('witness_script')
    expect(await partOf({ staker: { state: 0 } })).toBe('staker_key')
    expect(await partOf({ deposit: { refundHeight: BigInt(vector.refundHeight + 1) } })).toBe(
      'witness_script',
    )
    expect(await partOf({ deposit: { refundPubKeyHash: `0x${'99'.repeat(20)}` } })).toBe('witness_script')
    expect(await partOf({ chainId: 1 })).toBe('state')
    expect(await partOf({}, { reqId: 2n })).toBe('state')
    expect(await partOf({ deposit: { staker: '0x0000000000000000000000000000000000000000' } })).toBe('state')
  })
})

describe('readDeposit and readStaker', () => {
  test('behavior: what is not there is null, not zero', async () => {
    expect(await readDeposit(chain(), vector.manager, 2n, 0)).toBeNull()
    const early = await readDeposit(
      chain({ deposit: { state: 1, staker: '0x0000000000000000000000000000000000000000', script: '0x' } }),
      vector.manager,
      1n,
      0,
    )
    expect(early).toMatchObject({ state: 'Requested', assignment: null, sats: 50_000n })
    expect((await readStaker(chain(), registry, staker))?.acceptLimit).toBeNull()
    expect(await readStaker(chain({ staker: { state: 0 } }), registry, staker)).toBeNull()
  })
})
