import { type Address, createPublicClient, custom } from 'viem'
import { describe, expect, test } from 'vitest'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { clientAnswering } from '../../../test/helpers/answer-calls.ts'
import { manager, recoverOrder } from '../../../test/helpers/recover-case.ts'
import { p2wshScript } from '../../bitcoin/p2wsh-script.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { depositStates } from '../../core/deposit-state.ts'
import { DepositAddressMismatchError, RpcUnavailableError } from '../../errors/contract.ts'
import { RecoverSendError } from '../../errors/recover.ts'
import { recoverPlace } from './recover-place.ts'

const registry: Address = '0x00000000000000000000000000000000000000b1'
const someone: Address = '0x00000000000000000000000000000000000000C1'
const order = recoverOrder()
const script = toHex(p2wshScript(order.witnessScript))
const question = {
  manager,
  registry,
  chainId: 31337,
  reqId: 1n,
  share: 0,
  network: 'regtest',
} as const

const chain = (state: (typeof depositStates)[number], stored = script, swept = false) =>
  clientAnswering(31337, {
    [manager]: {
      abi: entanglementManagerAbi,
      answer: {
        depositOf: () => ({
          shareCount: 1,
          paidSats: state === 'Minted' ? 70_000n : 0n,
          mintedSats: state === 'Minted' ? 50_000n : 0n,
          position: 0n,
          swept,
          requester: someone,
          recipient: someone,
          sats: 50_000n,
          refundPubKeyHash: toHex(order.refundPubKeyHash),
          state: depositStates.indexOf(state),
          bondWei: 0n,
          requestHeight: 1n,
          refundHeight: BigInt(order.refundHeight),
          staker: someone,
          deadlineTime: 10_000n,
          deadlineHeight: 345n,
          script: stored,
        }),
        depositScript: () => script,
        depositWitnessScript: () => toHex(order.witnessScript),
      },
    },
    [registry]: {
      abi: stakerRegistryAbi,
      answer: {
        stakerOf: () => ({
          id: 1n,
          state: 1,
          issued: 0n,
          toBeIssued: 0n,
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
          pubKey: toHex(order.witnessScript.slice(24, 57)),
          sweepScript: '0x',
        }),
      },
    },
  }).client
const down = createPublicClient({
  transport: custom({ request: async () => Promise.reject(new Error('down')) }, { retryCount: 0 }),
})

describe('recoverPlace', () => {
  test('default: script, height and key hash, as computed here', async () =>
    expect(await recoverPlace([chain('Refundable')], question)).toEqual({
      network: 'regtest',
      script,
      witnessScript: toHex(order.witnessScript),
      refundHeight: order.refundHeight,
      refundPubKeyHash: toHex(order.refundPubKeyHash),
      paidSats: 0n,
      mintedSats: 0n,
    }))
  test('behavior: an endpoint that is down, or lies, does not stand in the way', async () => {
    const lying = chain('Refundable', `0x0020${'66'.repeat(32)}`)
    expect(await recoverPlace([down, lying, chain('Refundable')], question)).toMatchObject({ script })
  })
  test('C22: of a minted deposit what was paid beyond it', async () =>
    expect(await recoverPlace([chain('Minted')], question)).toMatchObject({
      paidSats: 70_000n,
      mintedSats: 50_000n,
    }))
  test('behavior: of one whose staker took a coin unminted what it left', async () =>
    expect(await recoverPlace([chain('Escrowed', script, true)], question)).toMatchObject({ script }))
  test.each(['Assigned', 'Escrowed', 'Expired'] as const)('error: RecoverSendError while %s', (state) =>
    expect(recoverPlace([chain(state)], question)).rejects.toThrow(RecoverSendError),
  )
  test('error: nobody answers, or only a liar', async () => {
    const lying = chain('Refundable', `0x0020${'66'.repeat(32)}`)
    await expect(recoverPlace([lying], question)).rejects.toThrow(DepositAddressMismatchError)
    await expect(recoverPlace([], question)).rejects.toThrow(RpcUnavailableError)
    await expect(recoverPlace([down], question)).rejects.toThrow()
  })
})
