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
import { describe, expect, test } from 'vitest'
import { entanglementManagerAbi as abi } from '../../../contracts-abi/entanglement-manager.ts'
import type { Sat, Wei } from '../../core/units.ts'
import { DepositQuoteChangedError } from '../../errors/deposit.ts'
import type { TransactionState } from '../transaction.ts'
import { commitRequest } from './commit-request.ts'
import { findRequest } from './find-request.ts'
import { readIntents } from './intents.ts'

const manager: Address = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const mine: Address = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const refundPubKeyHash: Hex = `0x${'ab'.repeat(20)}`
const hash: Hex = `0x${'cd'.repeat(32)}`
const chain = defineChain({
  id: 31_337,
  name: 'test',
  nativeCurrency: { name: 'BTC', symbol: 'BTC', decimals: 18 },
  rpcUrls: { default: { http: [] } },
})
const log = {
  address: manager,
  topics: encodeEventTopics({
    abi,
    eventName: 'DepositRequested',
    args: { reqId: 9n, requester: mine, recipient: mine },
  }),
  data: encodeAbiParameters(
    [{ type: 'uint64' }, { type: 'bytes20' }, { type: 'uint256' }, { type: 'uint256' }, { type: 'uint256' }],
    [50_000n, refundPubKeyHash, 5n, 300n, 4_620n],
  ),
  blockNumber: '0x64',
  blockHash: hash,
  transactionHash: hash,
  transactionIndex: '0x0',
  logIndex: '0x0',
  removed: false,
}
type Over = { bondWei?: bigint; maxSats?: bigint; send?: (sent: unknown) => unknown; logs?: unknown[] }

// The chain as one endpoint shows it.
const endpoint = ({ bondWei = 5n, maxSats = 1_000_000n, send = () => hash, logs = [log] }: Over = {}) => {
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    switch (method) {
      case 'eth_chainId':
        return '0x7a69'
      case 'eth_accounts':
        return [mine]
      case 'eth_blockNumber':
        return '0x64'
      case 'eth_call': {
        const [{ data }] = params as [{ data: Hex }]
        const { functionName } = decodeFunctionData({ abi, data })
        const quote = {
          bondWei,
          bondBps: 50n,
          feeSats: 75n,
          confirmations: 6n,
          maxSats,
          shareSats: maxSats < 50_000n ? [] : [50_000n],
          queuedSats: 0n,
        }
        return functionName === 'quoteDeposit'
          ? encodeFunctionResult({ abi, functionName, result: quote })
          : encodeFunctionResult({ abi, functionName: 'requestDeposit', result: 9n })
      }
      case 'eth_sendTransaction':
        return send((params as unknown[])[0])
      case 'eth_getLogs':
        return logs
      case 'eth_getTransactionReceipt':
        return {
          transactionHash: hash,
          blockNumber: '0x64',
          blockHash: hash,
          from: mine,
          to: manager,
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
const reader = (over?: Over) => createPublicClient({ chain, transport: endpoint(over), pollingInterval: 5 })
const draft = {
  sats: 50_000n as Sat,
  recipient: mine,
  refundPubKeyHash,
  shownBondWei: 5n as Wei,
  queue: false,
}

async function commit(
  over: Over = {},
  readers = [reader(over)],
  asked: Partial<typeof draft> = {},
  witnesses = readers,
) {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  const states: TransactionState[] = []
  const atSigning: unknown[] = []
  const reqId = await commitRequest(
    { ...draft, ...asked },
    {
      readers,
      witnesses,
      wallet: createWalletClient({ chain, transport: endpoint(over), account: mine }),
      walletName: 'Test wallet',
      manager,
      storage,
      newId: () => '6f0c3a52-53c1-4f0a-9d7e-51ce51ce51ce',
      now: () => 1_700_000_000,
      onState: (state) => {
        states.push(state)
        if (state.name === 'signing') atSigning.push(...readIntents(storage))
      },
      indexedBlock: async () => 100,
      sleep: async () => {},
    },
  )
  return { reqId, last: states.at(-1), storage, atSigning }
}

describe('commitRequest', () => {
  test('default: gives the id that the chain gave, and leaves no intent behind', async () => {
    const { reqId, last, storage } = await commit()
    expect(reqId).toBe(9n)
    expect(last).toMatchObject({ name: 'done', indexed: true })
    expect(readIntents(storage)).toEqual([])
  })
  test('C7: the intent stands in storage before the wallet opens', async () => {
    expect((await commit()).atSigning).toMatchObject([{ sats: '50000', requester: mine, hash: null }])
  })
  test('X18: a reload before the hash was known finds the request on chain', async () => {
    const { atSigning } = await commit()
    expect(await findRequest(reader(), atSigning[0] as never)).toBe(9n)
    expect(await findRequest(reader({ logs: [] }), atSigning[0] as never)).toBeNull()
  })
  test('X19: declined: nothing was requested and nothing is left to look for', async () => {
    const { reqId, last, storage } = await commit({
      send: () => {
        throw { code: 4001, message: 'User rejected the request.' }
      },
    })
    expect(reqId).toBeNull()
    expect(last).toEqual({ name: 'rejected' })
    expect(readIntents(storage)).toEqual([])
  })
  test('X18: a read that fails after the transaction was sent leaves the intent, so that no second one is made', async () => {
    const hiccup = async () => {
      throw new Error('upstream hiccup')
    }
    const { reqId, last, storage } = await commit({}, [{ ...reader(), getTransactionReceipt: hiccup }])
    expect(reqId).toBeNull()
    expect(last?.name).toBe('failed')
    expect(readIntents(storage)).toMatchObject([{ hash }])
  })
  test('behavior: in the queue: no bond is sent, and what became free meanwhile is not taken without one', async () => {
    const sent: unknown[] = []
    const queued = { queue: true, shownBondWei: 0n as Wei }
    const send = (transaction: unknown) => {
      sent.push(transaction)
      return hash
    }
    const full = { maxSats: 49_999n, send }
    expect((await commit(full, undefined, queued)).reqId).toBe(9n)
    const [transaction] = sent as { data: Hex; value?: Hex }[]
    const { data, value } = transaction ?? { data: '0x' as Hex }
    expect([decodeFunctionData({ abi, data }).args?.at(-1), value ?? '0x0']).toEqual([true, '0x0'])
    const { reqId, last } = await commit({ send }, undefined, queued)
    expect(reqId).toBeNull()
    expect(last?.name === 'failed' && last.error).toBeInstanceOf(DepositQuoteChangedError)
  })
  test('T34: a bond above the one shown, from any endpoint, is not signed', async () => {
    const { reqId, last } = await commit({}, [reader()], {}, [reader(), reader({ bondWei: 6n })])
    expect(reqId).toBeNull()
    expect(last?.name === 'failed' && last.error).toBeInstanceOf(DepositQuoteChangedError)
  })
})
