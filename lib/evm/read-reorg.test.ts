import { maxUint256, zeroAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { ContractRevertError, RpcUnavailableError } from '../errors/contract.ts'
import type { ReadClient } from './clients.ts'
import { readReorg } from './read-reorg.ts'

const payment = { reqId: 7n, share: 0, txid: 'ab'.repeat(32), vout: 1 }
const asked: unknown[] = []
const answers = (error: unknown) =>
  ({
    simulateContract: async (call: { functionName: string; args: unknown[] }) => {
      asked.push([call.functionName, call.args[0], call.args[3]])
      if (error !== null) throw error
      return { result: undefined }
    },
  }) as unknown as ReadClient
const told = (error: unknown) => readReorg(answers(error), zeroAddress, payment)
const revert = (name: string, untilHeight?: bigint) =>
  new ContractRevertError(`DepositMinter_${name}`, untilHeight === undefined ? {} : { untilHeight })

describe('readReorg', () => {
  test('T4 behavior: a report that would pass says that the block is gone, a refusal says the rest', async () => {
    expect(await told(null)).toEqual({ name: 'gone' })
    expect(asked).toEqual([['reportReorg', 7n, 1]])
    expect(await told(revert('NotReorganised'))).toEqual({ name: 'there' })
    expect(await told(revert('ReorgTime', 300n))).toEqual({ name: 'reported', untilHeight: 300 })
    expect(await told(revert('ReorgTime', maxUint256))).toEqual({ name: 'owed' })
  })

  test('behavior: what was never counted is nothing to report', async () => {
    expect(await told(revert('UnknownPayment'))).toEqual({ name: 'there' })
  })

  test('error: an endpoint that does not answer says nothing', async () => {
    await expect(told(new RpcUnavailableError())).rejects.toThrow(RpcUnavailableError)
  })
})
