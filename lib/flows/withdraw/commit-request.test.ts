import {
  type Address,
  createPublicClient,
  createWalletClient,
  custom,
  decodeFunctionData,
  defineChain,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  type Hex,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { qpBtcAbi } from '../../../contracts-abi/qp-btc.ts'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { withdrawalManagerAbi } from '../../../contracts-abi/withdrawal-manager.ts'
import type { Sat } from '../../core/units.ts'
import { UserRejectedError } from '../../errors/contract.ts'
import {
  StakerPayoutError,
  WithdrawalBalanceError,
  WithdrawalQuoteChangedError,
} from '../../errors/withdraw.ts'
import type { BatchSender } from '../../evm/clients.ts'
import { commitRequest, type RequestProgress } from './commit-request.ts'
import { findWithdrawal } from './find-request.ts'
import { type WithdrawalIntent, withdrawalIntents } from './intents.ts'

const abi = [...withdrawalManagerAbi, ...qpBtcAbi, ...stakerRegistryAbi] as const
const withdrawals: Address = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const contracts = { withdrawals, registry: withdrawals, token: withdrawals }
const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const payoutScript: Hex = `0x5120${'ab'.repeat(32)}`
const hash: Hex = `0x${'cd'.repeat(32)}`
const chain = defineChain({
  id: 31_337,
  name: 'test',
  nativeCurrency: { name: 'BTC', symbol: 'BTC', decimals: 18 },
  rpcUrls: { default: { http: [] } },
})
const log = {
  address: withdrawals,
  topics: encodeEventTopics({
    abi: withdrawalManagerAbi,
    eventName: 'WithdrawalRequested',
    args: { reqId: 9n, owner: account.address },
  }),
  data: encodeAbiParameters(
    [{ type: 'uint64' }, { type: 'uint64' }, { type: 'uint64' }, { type: 'uint256' }, { type: 'bytes' }],
    [100_000n, 500n, 1_000n, 300n, payoutScript],
  ),
  blockNumber: '0x64',
  blockHash: hash,
  transactionHash: hash,
  transactionIndex: '0x0',
  logIndex: '0x0',
  removed: false,
}
const block = { number: '0x64', timestamp: '0x6553f100', hash, transactions: [] }
type Over = {
  allowance?: bigint
  balance?: bigint
  shareSats?: readonly bigint[]
  isStaker?: boolean
  logs?: readonly unknown[]
  receipts?: boolean
}

// The chain as one endpoint shows it; `sent` collects what was asked of it.
const endpoint = (over: Over, sent: string[]) => {
  const {
    allowance = 0n,
    balance = 100_000n,
    shareSats = [99_500n],
    isStaker = false,
    logs = [log],
    receipts = true,
  } = over
  const results = (functionName: string): Hex => {
    const quote = { feeSats: 500n, minSats: 1n, queuedSats: 0n, confirmations: 6n, shareSats }
    switch (functionName) {
      case 'quoteWithdrawal':
        return encodeFunctionResult({ abi: withdrawalManagerAbi, functionName, result: quote })
      case 'balanceOf':
        return encodeFunctionResult({ abi: qpBtcAbi, functionName, result: balance })
      case 'allowance':
        return encodeFunctionResult({ abi: qpBtcAbi, functionName, result: allowance })
      case 'nonces':
        return encodeFunctionResult({ abi: qpBtcAbi, functionName, result: 0n })
      case 'isStakerScript':
        return encodeFunctionResult({ abi: stakerRegistryAbi, functionName, result: isStaker })
      case 'approve':
        return encodeFunctionResult({ abi: qpBtcAbi, functionName, result: true })
      default:
        return encodeFunctionResult({
          abi: withdrawalManagerAbi,
          functionName: 'requestWithdrawal',
          result: 9n,
        })
    }
  }
  const name = (data: Hex) => decodeFunctionData({ abi, data }).functionName
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    const [first] = (params ?? []) as [{ data: Hex }]
    switch (method) {
      case 'eth_chainId':
        return '0x7a69'
      case 'eth_accounts':
        return [account.address]
      case 'eth_blockNumber':
        return '0x64'
      case 'eth_getBlockByNumber':
        return block
      case 'eth_call':
        return results(name(first.data))
      case 'eth_sendTransaction':
        sent.push(name(first.data))
        return hash
      case 'eth_getLogs':
        return logs
      case 'eth_getTransactionReceipt':
        if (!receipts) return null
        return {
          transactionHash: hash,
          blockNumber: '0x64',
          blockHash: hash,
          status: '0x1',
          logs: [log],
          type: '0x2',
        }
      default:
        return null
    }
  }
  return custom({ request }, { retryCount: 0 })
}
const reader = (over: Over = {}, sent: string[] = []) =>
  createPublicClient({ chain, transport: endpoint(over, sent), pollingInterval: 5 })
const draft = {
  sats: 100_000n as Sat,
  payoutScript,
  maxFeeSats: 1_000n as Sat,
  shownArrivesSats: 98_500n as Sat,
}

async function commit(
  over: Over = {},
  sign: (json: string) => Promise<Hex> = async (json) => account.signTypedData(JSON.parse(json)),
  others: Over[] = [],
  batch: Partial<BatchSender> = {},
) {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  const sent: string[] = []
  const seen: RequestProgress[] = []
  const atSigning: WithdrawalIntent[] = []
  const client = createWalletClient({ chain, transport: endpoint(over, sent), account: account.address })
  const reqId = await commitRequest(draft, {
    readers: [reader(over, sent), ...others.map((other) => reader(other))],
    wallet: {
      account: { address: account.address },
      chain,
      getChainId: () => client.getChainId(),
      getAddresses: async () => [account.address],
      sendTransaction: (transaction) => client.sendTransaction(transaction),
      signTypedData: sign,
      canBatch: async () => false,
      sendCalls: async () => '0x1',
      getCallsStatus: async () => ({ status: 100, hashes: [] }),
      ...batch,
    },
    walletName: 'Test wallet',
    contracts,
    storage,
    newId: () => '6f0c3a52-53c1-4f0a-9d7e-51ce51ce51ce',
    onProgress: (progress) => {
      seen.push(progress)
      if (progress.step !== 'approve' && progress.state.name === 'signing')
        atSigning.push(...withdrawalIntents.read(storage))
    },
    indexedBlock: async () => 100,
    sleep: async () => {},
  })
  return { reqId, sent, last: seen.at(-1)?.state, steps: seen.map(({ step }) => step), storage, atSigning }
}
const noTypedData = async (): Promise<Hex> => {
  throw new Error('method not supported')
}
const failure = async (over: Over, others: Over[] = []) => {
  const { reqId, last, sent } = await commit(over, undefined, others)
  expect(reqId).toBeNull()
  expect(sent, 'nothing was sent').toEqual([])
  return last?.name === 'failed' ? last.error : last
}

describe('commitRequest', () => {
  test('default: a permit and one transaction; no intent is left behind', async () => {
    const { reqId, sent, last, storage } = await commit()
    expect(reqId).toBe(9n)
    expect(sent).toEqual(['requestWithdrawalWithPermit'])
    expect(last).toMatchObject({ name: 'done' })
    expect(withdrawalIntents.read(storage)).toEqual([])
  })
  test('behavior: a wallet that cannot sign typed data approves exactly the amount, then asks', async () => {
    const { reqId, sent } = await commit({}, noTypedData)
    expect(reqId).toBe(9n)
    expect(sent).toEqual(['approve', 'requestWithdrawal'])
  })
  test('C29: a wallet that does two calls as one is asked once for both, exactly the amount, and needs no permit', async () => {
    const asked: string[] = []
    const { reqId, sent, steps, last, storage } = await commit({}, noTypedData, [], {
      canBatch: async () => true,
      sendCalls: async (calls) => {
        for (const { data } of calls) {
          const { functionName, args } = decodeFunctionData({ abi, data })
          asked.push(`${functionName} ${args?.join(' ')}`)
        }
        return 'a name of the wallet’s own'
      },
      getCallsStatus: async () => ({ status: 200, hashes: [hash] }),
    })
    expect(reqId).toBe(9n)
    expect(asked).toEqual([`approve ${withdrawals} 100000`, `requestWithdrawal 100000 ${payoutScript} 1000`])
    expect(sent, 'nothing is sent beside it').toEqual([])
    expect(new Set(steps)).toEqual(new Set(['request', 'batch']))
    expect(last).toMatchObject({ name: 'done', hash })
    expect(withdrawalIntents.read(storage)).toEqual([])
  })
  test('X19: a batch that the wallet never sent, or that reverted, is told; one it forgot is found on chain', async () => {
    const ended = async (getCallsStatus: BatchSender['getCallsStatus'], over: Over = {}) => {
      const canBatch = async () => true
      const { last, reqId } = await commit(over, undefined, [], { canBatch, getCallsStatus })
      return { name: last?.name, reqId }
    }
    expect(await ended(async () => ({ status: 400, hashes: [] }))).toEqual({ name: 'dropped', reqId: null })
    expect(await ended(async () => ({ status: 500, hashes: [hash] }))).toEqual({
      name: 'reverted',
      reqId: null,
    })
    const forgotten = async () => {
      throw new Error('unknown bundle')
    }
    expect(await ended(forgotten)).toEqual({ name: 'done', reqId: 9n })
  })
  test('X18: an approval that is there already is not asked for again', async () => {
    expect((await commit({ allowance: 100_000n }, noTypedData)).sent).toEqual(['requestWithdrawal'])
  })
  test('C7: the intent stands in storage before the wallet opens, and is found on chain', async () => {
    const { atSigning } = await commit()
    expect(atSigning).toMatchObject([{ sats: '100000', payoutScript, hash: null }])
    const [intent] = atSigning
    if (!intent) throw new Error('no intent')
    expect(await findWithdrawal(reader(), intent)).toBe(9n)
    expect(await findWithdrawal(reader({ logs: [] }), intent)).toBeNull()
  })
  test('C29: a Safe’s own hash is never mined; what it asked for is found all the same', async () => {
    const { atSigning } = await commit()
    const [intent] = atSigning
    if (!intent) throw new Error('no intent')
    const proposed = { ...intent, hash: `0x${'77'.repeat(32)}`, proposed: true }
    expect(await findWithdrawal(reader(), proposed)).toBe(9n)
    expect(await findWithdrawal(reader({ logs: [], receipts: false }), proposed)).toBe('proposed')
  })
  test('X19: the permit declined: nothing was asked for', async () => {
    const declined = await commit({}, async () => {
      throw new UserRejectedError()
    })
    expect(declined).toMatchObject({ reqId: null, sent: [], last: { name: 'rejected' } })
  })
  test('T34: less would arrive than was shown, by any endpoint: not signed', async () => {
    const split = { shareSats: [50_000n, 49_500n] }
    expect(await failure(split)).toBeInstanceOf(WithdrawalQuoteChangedError)
    expect(await failure({}, [split])).toBeInstanceOf(WithdrawalQuoteChangedError)
  })
  test('error: WithdrawalBalanceError, StakerPayoutError', async () => {
    expect(await failure({ balance: 99_999n })).toBeInstanceOf(WithdrawalBalanceError)
    expect(await failure({}, [{ isStaker: true }])).toBeInstanceOf(StakerPayoutError)
  })
})
