import { type Abi, createPublicClient, createWalletClient, custom, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { describe, expect, test } from 'vitest'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { errorsAbi } from '../../contracts-abi/errors.ts'
import { clientAnswering, Revert } from '../../test/helpers/answer-calls.ts'
import { toSat } from '../core/to-sat.ts'
import { toWei } from '../core/to-wei.ts'
import { AmountError } from '../errors/amount.ts'
import { BaseError } from '../errors/base-error.ts'
import {
  ContractError,
  ContractRevertError,
  ContractUnknownRevertError,
  RpcUnavailableError,
  UserRejectedError,
  WrongChainError,
} from '../errors/contract.ts'
import { contractErrorNames } from './contract-error-names.ts'
import { executeDeposit } from './execute-deposit.ts'
import { getContractError } from './get-contract-error.ts'
import { readQuote } from './read-quote.ts'
import { requestDeposit } from './request-deposit.ts'
import { simulateCall } from './simulate-call.ts'
import { writeCall } from './write-call.ts'

const manager = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const request = requestDeposit(manager, {
  sats: toSat(9_999n),
  recipient: account.address,
  refundPubKeyHash: `0x${'22'.repeat(20)}`,
  bondWei: toWei(5n),
})
const caught = async (work: Promise<unknown>) => work.catch((error: unknown) => error)
/** One value that fits each ABI type, to make every error of the contracts real bytes. */
const sample = (type: string): unknown =>
  type === 'address'
    ? manager
    : type === 'bool'
      ? true
      : type === 'string'
        ? 'x'
        : type.startsWith('bytes')
          ? type === 'bytes'
            ? '0x12'
            : `0x${'ab'.repeat(Number(type.slice(5)))}`
          : /int(8|16|24|32|40|48)$/.test(type)
            ? 1
            : 1n

describe('getContractError', () => {
  test.each(errorsAbi.map((item) => [item.name, item] as const))(
    'default: %s is decoded with its values by name',
    async (name, item) => {
      const args = item.inputs.map(({ type }) => sample(type))
      const { client } = clientAnswering(31337, {
        [manager]: {
          abi: entanglementManagerAbi,
          answer: {
            requestDeposit: () => {
              throw new Revert([item] as Abi, name, args)
            },
          },
        },
      })
      const error = (await caught(simulateCall(client, account, request))) as ContractRevertError
      expect(error).toBeInstanceOf(ContractRevertError)
      expect(error.errorName).toBe(name)
      expect(error.code).toBe(`contract.${name}`)
      expect(Object.keys(error.args)).toEqual(item.inputs.map((input, at) => input.name || String(at)))
      expect(contractErrorNames).toContain(name)
    },
  )
  test('error: ContractUnknownRevertError for bytes that no ABI explains', async () => {
    const { client } = clientAnswering(31337, {
      [manager]: {
        abi: entanglementManagerAbi,
        answer: {
          quoteDeposit: () => {
            throw new Revert([{ type: 'error', name: 'SomethingElse', inputs: [] }], 'SomethingElse')
          },
        },
      },
    })
    expect(await caught(readQuote(client, manager, toSat(1n)))).toBeInstanceOf(ContractUnknownRevertError)
  })
  test('error: ContractUnknownRevertError where no contract is', async () => {
    const { client } = clientAnswering(31337, {})
    expect(await caught(readQuote(client, manager, toSat(1n)))).toBeInstanceOf(ContractUnknownRevertError)
  })
  test('error: RpcUnavailableError when nobody answers', async () => {
    const client = createPublicClient({
      transport: http('http://127.0.0.1:1', { retryCount: 0, timeout: 500 }),
    })
    expect(await caught(readQuote(client, manager, toSat(1n)))).toBeInstanceOf(RpcUnavailableError)
  })
  test('behavior: errors of our own pass, anything else becomes a ContractError', () => {
    const own = new AmountError({ code: 'x', message: 'x', hint: 'x' })
    expect(getContractError(own)).toBe(own)
    expect(getContractError(new Error('boom'))).toBeInstanceOf(ContractError)
    expect(getContractError('boom')).toBeInstanceOf(BaseError)
  })
})

describe('writeCall', () => {
  const walletOf = (chainId: number, send: () => never) => {
    const request = async ({ method }: { method: string }) => {
      if (method === 'eth_chainId') return `0x${chainId.toString(16)}`
      if (method === 'eth_accounts') return [account.address]
      return send()
    }
    return createWalletClient({
      account: account.address,
      chain: foundry,
      transport: custom({ request }, { retryCount: 0 }),
    })
  }
  const honest = () =>
    clientAnswering(31337, {
      [manager]: {
        abi: entanglementManagerAbi,
        answer: { requestDeposit: () => 1n, executeDeposit: () => undefined },
      },
    })
  test('T34 error: WrongChainError before anything is simulated or signed', async () => {
    const { client, calls } = honest()
    const wallet = walletOf(1, () => {
      throw new Error('signed')
    })
    expect(await caught(writeCall(client, wallet, request))).toBeInstanceOf(WrongChainError)
    expect(calls).toEqual([])
  })
  test('error: UserRejectedError when the wallet says 4001 (EIP-1193)', async () => {
    const { client, calls } = honest()
    const wallet = walletOf(31337, () => {
      throw Object.assign(new Error('User rejected the request.'), { code: 4001 })
    })
    expect(await caught(writeCall(client, wallet, request))).toBeInstanceOf(UserRejectedError)
    expect(calls).toEqual(['requestDeposit'])
  })
  test('C24 error: a call that would revert is never offered to the wallet', async () => {
    const { client } = clientAnswering(31337, {
      [manager]: {
        abi: entanglementManagerAbi,
        answer: {
          executeDeposit: () => {
            throw new Revert(errorsAbi as Abi, 'EntanglementManager_NoPayments')
          },
        },
      },
    })
    let asked = false
    const wallet = walletOf(31337, () => {
      asked = true
      throw new Error('signed')
    })
    const error = await caught(writeCall(client, wallet, executeDeposit(manager, 1n, 0, [])))
    expect((error as ContractRevertError).errorName).toBe('EntanglementManager_NoPayments')
    expect(asked).toBe(false)
  })
})
