import { decodeFunctionData, encodeErrorResult, type Hex, RawContractError } from 'viem'
import { describe, expect, test } from 'vitest'
import { depositMinterAbi } from '../../../contracts-abi/deposit-minter.ts'
import { errorsAbi } from '../../../contracts-abi/errors.ts'
import type { Sat } from '../../core/units.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { encodeCall } from '../../evm/encode-call.ts'
import { provePayments } from './calls.ts'
import { NO_EVIDENCE } from './evidence.ts'
import type { WatchedPayment } from './payment-watch.ts'

const minter = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const requester = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const deposit = { reqId: 7n, share: 0, sats: 50_000n as Sat, paidSats: 0n as Sat, requester } as const

const pay = (name: string, sats: bigint, bytes = 200): WatchedPayment => ({
  txid: name.repeat(64),
  vout: 0,
  sats: sats as Sat,
  confirmations: 6,
  block: { height: 3, hash: '0'.repeat(64) },
  replaceable: false,
  provable: true,
  spend: null,
  unspent: true,
  ...NO_EVIDENCE,
  verified: 6,
  proof: {
    tx: `0x${name.repeat(bytes * 2)}`,
    header: `0x${'00'.repeat(80)}`,
    height: 3n,
    path: [],
    index: 1n,
    coinbaseTx: '0x00',
    coinbasePath: [],
  },
})

/** A chain that takes a call only when the payments in it are these. */
const takes = (...allowed: string[]) => {
  const tried: string[] = []
  const client = {
    simulateContract: async ({ args }: { args: readonly [bigint, number, readonly { tx: Hex }[]] }) => {
      const names = args[2].map(({ tx }) => tx.at(2)).join('')
      tried.push(names)
      if (allowed.includes(names)) return { result: undefined }
      throw new RawContractError({
        data: encodeErrorResult({
          abi: errorsAbi,
          errorName: 'DepositMinter_NotConfirmed',
          args: [6n, 12n],
        } as never),
      })
    },
  } as unknown as ReadClient
  return { client, tried }
}
const chosen = async (client: ReadClient, payments: WatchedPayment[]) => {
  const { args } = await provePayments(client, minter, deposit, payments)
  return (args[2] as { tx: Hex }[]).map(({ tx }) => tx.at(2)).join('')
}

describe('provePayments', () => {
  test('default: every payment that counts, in one call the contract can read', async () => {
    const { client } = takes('a')
    const call = await provePayments(client, minter, deposit, [pay('a', 50_000n)])
    const { to, data } = encodeCall(call)
    expect(to).toBe(minter)
    expect(decodeFunctionData({ abi: depositMinterAbi, data })).toMatchObject({
      functionName: 'executeDeposit',
      args: [7n, 0, [{ height: 3n, index: 1n }]],
    })
  })

  test('T8 behavior: eight older dust payments do not push the real one out', async () => {
    const dust = [...'12345678'].map((name) => pay(name, 330n))
    const { client } = takes('a1234567')
    expect(await chosen(client, [...dust, pay('a', 50_000n)])).toBe('a1234567')
  })

  test('T8 behavior: with too few blocks on a stranger’s excess the person’s own payment is proven alone', async () => {
    const { client, tried } = takes('a')
    expect(await chosen(client, [pay('b', 60_000n), pay('a', 50_000n)])).toBe('a')
    expect(tried).toEqual(['ba', 'b', 'a'])
  })

  test('behavior: less than the amount is counted, and waits for the rest', async () => {
    const { client } = takes('a')
    expect(await chosen(client, [pay('a', 49_999n)])).toBe('a')
    const { client: later, tried } = takes('b')
    const rest = { ...deposit, paidSats: 49_999n as Sat }
    await provePayments(later, minter, rest, [pay('b', 1n)])
    expect(tried).toEqual(['b'])
  })

  test('error: nothing is deep enough', async () => {
    const { client, tried } = takes('a')
    await expect(chosen(client, [])).rejects.toMatchObject({ rule: 'confirmations' })
    expect(tried).toEqual([])
  })

  test('error: the contract refuses every choice, and says why', async () => {
    const { client } = takes()
    await expect(chosen(client, [pay('a', 50_000n)])).rejects.toMatchObject({
      errorName: 'DepositMinter_NotConfirmed',
    })
  })
})
