import type { Address, Hex } from 'viem'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { Revert } from '../../test/helpers/answer-calls.ts'
import type { PublicConfig } from '../api/status.ts'
import { ContractRevertError, UserRejectedError, WrongChainError } from '../errors/contract.ts'
import {
  WalletAccountChangedError,
  WalletAnswerError,
  WalletAwayError,
  WalletBusyError,
  WalletLockedError,
  WalletNoAnswerError,
  WalletUnsupportedError,
} from '../errors/wallet.ts'
import { getContractError } from '../evm/get-contract-error.ts'
import { requestDeposit } from '../evm/request-deposit.ts'
import { writeCall } from '../evm/write-call.ts'
import { createReaders } from './read-client.ts'
import { createWriteClient } from './write-client.ts'

const settings = {
  evm: { chainId: 31_337, rpc: [] },
  explorers: { evm: null },
} as unknown as PublicConfig
const manager: Address = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const mine: Address = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const other: Address = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const hash: Hex = `0x${'ab'.repeat(32)}`
const deposit = requestDeposit(manager, {
  sats: 50_000n as never,
  recipient: mine,
  refundPubKeyHash: `0x${'cd'.repeat(20)}`,
  bondWei: 7n as never,
})

type Answer = (params: never, turn: number) => unknown
const refuse =
  (code: number, message: string): Answer =>
  () => {
    throw { code, message }
  }
/** A wallet as EIP-1193 shows it, through which the chain is read too; `turn` counts how often a method was asked. */
function make(over: Readonly<Record<string, Answer>>) {
  const turns = new Map<string, number>()
  const sent: unknown[] = []
  const honest: Record<string, Answer> = {
    eth_chainId: () => '0x7a69',
    eth_accounts: () => [mine],
    eth_call: () => `0x${'0'.repeat(63)}9`,
    eth_sendTransaction: () => hash,
  }
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    const turn = (turns.get(method) ?? 0) + 1
    turns.set(method, turn)
    const answer = over[method] ?? honest[method]
    if (!answer) throw { code: 4200, message: `${method} is not supported` }
    const answered = await answer(params as never, turn)
    if (method === 'eth_sendTransaction' || method === 'wallet_sendCalls') sent.push(params)
    return answered
  }
  const [client] = createReaders(settings, { request }).readers
  if (!client) throw new Error('no reader')
  const wallet = createWriteClient(settings, { address: mine, name: 'Test wallet', provider: { request } })
  return { client, wallet, sent, turns }
}
const send = async (over: Readonly<Record<string, Answer>>) => {
  const { client, wallet, sent } = make(over)
  const error = await writeCall(client, wallet, deposit, 'Test wallet').then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return { error, sent }
}
afterEach(() => {
  vi.useRealTimers()
})

test('default: what is sent is what was simulated, with its chain named', async () => {
  const { error, sent } = await send({})
  expect(error).toBeNull()
  expect(sent).toMatchObject([[{ from: mine, to: manager, value: '0x7', chainId: '0x7a69' }]])
})

type Case = readonly [
  what: string,
  over: Readonly<Record<string, Answer>>,
  error: abstract new (...args: never[]) => Error,
]
/** From the second look on, the one in the moment of sending. */
const later =
  <T>(first: T, then: T): Answer =>
  (_, turn) =>
    turn > 2 ? then : first

const cases: readonly Case[] = [
  ['declined', { eth_sendTransaction: refuse(4001, 'User rejected the request.') }, UserRejectedError],
  ['locked: it names no account', { eth_accounts: () => [] }, WalletLockedError],
  ['locked: not authorised', { eth_sendTransaction: refuse(4100, 'Unauthorized') }, WalletLockedError],
  ['locked meanwhile', { eth_accounts: (_, turn) => (turn > 1 ? [] : [mine]) }, WalletLockedError],
  ['on another network', { eth_chainId: () => '0x1' }, WrongChainError],
  ['switched to another network meanwhile', { eth_chainId: later('0x7a69', '0x1') }, WrongChainError],
  ['with another account', { eth_accounts: () => [other] }, WalletAccountChangedError],
  [
    'switched to another account meanwhile',
    { eth_accounts: (_, turn) => (turn > 1 ? [other] : [mine]) },
    WalletAccountChangedError,
  ],
  ['cut off from its network', { eth_sendTransaction: refuse(4900, 'Disconnected') }, WalletAwayError],
  ['cut off from this chain', { eth_sendTransaction: refuse(4901, 'Chain disconnected') }, WalletAwayError],
  ['busy', { eth_sendTransaction: refuse(-32_002, 'Request already pending') }, WalletBusyError],
  ['unable', { eth_sendTransaction: refuse(4200, 'Unsupported method') }, WalletUnsupportedError],
  ['answering a word for a hash', { eth_sendTransaction: () => 'pending' }, WalletAnswerError],
  ['answering nothing for a hash', { eth_sendTransaction: () => null }, WalletAnswerError],
  ['answering an object for accounts', { eth_accounts: () => ({ 0: mine }) }, WalletAnswerError],
  ['answering markup for an account', { eth_accounts: () => ['<svg onload=alert(1)>'] }, WalletAnswerError],
  ['answering words for a chain', { eth_chainId: () => 'mainnet' }, WalletAnswerError],
  [
    'showing that the call would revert',
    {
      eth_call: () => {
        const { data } = new Revert(entanglementManagerAbi, 'EntanglementManager_WrongState', [7n, 0, 3])
        throw { code: 3, message: 'execution reverted', data }
      },
    },
    ContractRevertError,
  ],
]
describe('X19: a wallet that is', () => {
  for (const [what, over, Expected] of cases)
    test(what, async () => {
      const { error, sent } = await send(over)
      expect(error).toBeInstanceOf(Expected)
      const asked = over.eth_sendTransaction !== undefined
      if (!asked) expect(sent, 'nothing was sent').toEqual([])
      expect((await send({})).error, 'trying again works').toBeNull()
    })
  for (const method of ['eth_chainId', 'eth_accounts', 'eth_call'])
    test(`not answering ${method}`, async () => {
      vi.useFakeTimers()
      const sending = send({ [method]: () => new Promise(() => {}) })
      await vi.advanceTimersByTimeAsync(11_000)
      const { error, sent } = await sending
      expect(error).toBeInstanceOf(WalletNoAnswerError)
      expect(sent).toEqual([])
    })
})

describe('C29: several calls as one (EIP-5792)', () => {
  const able = (status: string) =>
    make({ wallet_getCapabilities: () => ({ '0x7a69': { atomic: { status } } }) })
  test('default: only where the wallet does so already', async () => {
    expect(await able('supported').wallet.canBatch()).toBe(true)
    expect(await able('ready').wallet.canBatch(), 'no account is changed for it').toBe(false)
    expect(await able('unsupported').wallet.canBatch()).toBe(false)
  })
  const unable: [string, Answer][] = [
    ['another chain alone', () => ({ '0x1': { atomic: { status: 'supported' } } })],
    ['words', () => 'yes'],
    ['nothing', () => null],
    ['unsupported', refuse(4200, 'not supported')],
    ['unauthorised', refuse(4100, 'Unauthorized')],
  ]
  for (const [what, answer] of unable)
    test(`X19: ${what} is no`, async () => {
      expect(await make({ wallet_getCapabilities: answer }).wallet.canBatch()).toBe(false)
    })
  test('behavior: all or nothing, on this chain, from this account', async () => {
    const { wallet, sent } = make({ wallet_sendCalls: () => ({ id: '0x5afe' }) })
    expect(await wallet.sendCalls([{ to: manager, data: '0xaa', value: 1n }])).toBe('0x5afe')
    expect(sent).toEqual([
      [
        {
          version: '2.0.0',
          from: mine,
          chainId: '0x7a69',
          atomicRequired: true,
          calls: [{ to: manager, data: '0xaa', value: '0x1' }],
        },
      ],
    ])
  })
  test('behavior: a status is read by its number and its receipts', async () => {
    const status = (answer: unknown) =>
      make({ wallet_getCallsStatus: () => answer }).wallet.getCallsStatus('0x5afe')
    expect(await status({ status: 200, receipts: [{ transactionHash: hash }] })).toEqual({
      status: 200,
      hashes: [hash],
    })
    expect(await status({ status: 100 })).toEqual({ status: 100, hashes: [] })
    for (const wrong of [
      { status: 'CONFIRMED' },
      { status: 200, receipts: [{ transactionHash: 'x' }] },
      null,
    ])
      await expect(status(wrong)).rejects.toBeInstanceOf(WalletAnswerError)
  })
  test('X19: declined', async () => {
    const { wallet } = make({ wallet_sendCalls: refuse(4001, 'User rejected the request.') })
    const error = await wallet.sendCalls([]).catch((thrown: unknown) => getContractError(thrown))
    expect(error).toBeInstanceOf(UserRejectedError)
  })
})
