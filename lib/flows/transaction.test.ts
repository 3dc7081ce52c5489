import { type Address, createPublicClient, createWalletClient, custom, defineChain, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { Revert } from '../../test/helpers/answer-calls.ts'
import { ContractRevertError, WrongChainError } from '../errors/contract.ts'
import { WalletAccountChangedError, WalletStoppedError } from '../errors/wallet.ts'
import { resolveDeposit } from '../evm/resolve-deposit.ts'
import { runTransaction, type TransactionParts, type TransactionState, waitForIndex } from './transaction.ts'

const manager: Address = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const mine: Address = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const hash: Hex = `0x${'ab'.repeat(32)}`
const chain = defineChain({
  id: 31_337,
  name: 'test',
  nativeCurrency: { name: 'BTC', symbol: 'BTC', decimals: 18 },
  rpcUrls: { default: { http: [] } },
})
type Node = Record<string, (params: readonly never[]) => unknown>

const receipt = (status: '0x1' | '0x0') => ({
  transactionHash: hash,
  blockNumber: '0x64',
  blockHash: hash,
  transactionIndex: '0x0',
  from: mine,
  to: manager,
  status,
  logs: [],
  logsBloom: '0x',
  gasUsed: '0x1',
  cumulativeGasUsed: '0x1',
  effectiveGasPrice: '0x1',
  contractAddress: null,
  type: '0x2',
})
const honest: Node = {
  eth_chainId: () => '0x7a69',
  eth_accounts: () => [mine],
  eth_call: () => '0x',
  eth_sendTransaction: () => hash,
  eth_blockNumber: () => '0x64',
  eth_getTransactionReceipt: () => receipt('0x1'),
  eth_getTransactionByHash: () => null,
}
// A wallet and its chain as EIP-1193 shows them; what each method answers is set by the test.
async function run(
  over: Node = {},
  indexed: (number | null)[] = [100],
  more: Pick<TransactionParts, 'signal' | 'onHash'> = {},
) {
  const sent: string[] = []
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (method === 'eth_sendTransaction') sent.push(method)
    const answer = { ...honest, ...over }[method]
    if (!answer) throw new Error(`${method} is not answered here`)
    try {
      return answer((params ?? []) as never[])
    } catch (error) {
      if (error instanceof Revert) throw { code: 3, message: 'execution reverted', data: error.data }
      throw error
    }
  }
  const transport = custom({ request }, { retryCount: 0 })
  const states: TransactionState[] = []
  const result = await runTransaction({
    client: createPublicClient({ chain, transport, pollingInterval: 5 }),
    wallet: createWalletClient({ chain, transport, account: mine }),
    walletName: 'Test wallet',
    call: resolveDeposit(manager, 7n),
    ...more,
    onState: (state) => states.push(state),
    indexedBlock: async () => indexed.shift() ?? null,
    sleep: async () => {},
  })
  return { result, states, last: states.at(-1), names: states.map(({ name }) => name), sent }
}

describe('runTransaction', () => {
  test('default: checked, signed, sent, in a block, in the index', async () => {
    const { result, names, last } = await run({}, [98, 99, 100])
    expect(result?.status).toBe('success')
    expect(names).toEqual(['checking', 'signing', 'sent', 'included', 'done'])
    expect(last).toMatchObject({ indexed: true, block: 100 })
  })
  test('behavior: an index that is down does not hold it back, and is said', async () => {
    expect((await run({}, [null, null, null])).last).toMatchObject({ name: 'done', indexed: false })
  })
  test('X19: declined in the wallet', async () => {
    const decline = () => {
      throw { code: 4001, message: 'User rejected the request.' }
    }
    expect((await run({ eth_sendTransaction: decline })).last).toEqual({ name: 'rejected' })
  })
  test('X19: a wallet on another chain sends nothing', async () => {
    let asked = 0
    const { last, sent } = await run({ eth_chainId: () => (asked++ === 0 ? '0x1' : '0x7a69') })
    expect(last?.name === 'failed' && last.error).toBeInstanceOf(WrongChainError)
    expect(sent).toEqual([])
  })
  test('C27: another account in the wallet sends nothing', async () => {
    const { last, sent } = await run({ eth_accounts: () => ['0x0000000000000000000000000000000000000001'] })
    expect(last?.name === 'failed' && last.error).toBeInstanceOf(WalletAccountChangedError)
    expect(sent).toEqual([])
  })
  test('C24: a call that would revert is not sent, and says the contract’s own reason', async () => {
    const { last, sent } = await run({
      eth_call: () => {
        throw new Revert(entanglementManagerAbi, 'EntanglementManager_WrongState', [7n, 0, 3])
      },
    })
    expect(last?.name === 'failed' && last.error).toBeInstanceOf(ContractRevertError)
    expect(last).toMatchObject({ error: { errorName: 'EntanglementManager_WrongState' } })
    expect(sent).toEqual([])
  })
  test('X19: a wallet that does not answer can be left; what it sends after that is still written down', async () => {
    const stop = new AbortController()
    const written: string[] = []
    let answer: (sent: string) => void = () => {}
    const running = run(
      {
        eth_sendTransaction: () => {
          setTimeout(() => stop.abort())
          return new Promise((resolve) => (answer = resolve))
        },
      },
      [],
      { signal: stop.signal, onHash: (sent) => written.push(sent) },
    )
    const { result, last } = await running
    expect(result).toBeNull()
    expect(last?.name === 'failed' && last.error).toBeInstanceOf(WalletStoppedError)
    expect(written).toEqual([])
    answer(hash)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(written).toEqual([hash])
  })
  test('C16: while the wallet is asked, what it must show is told', async () => {
    const { states } = await run()
    expect(states.find(({ name }) => name === 'signing')).toMatchObject({
      asks: { contract: manager, functionName: 'resolveDeposit', args: [['reqId', '7']], value: 0n },
    })
  })
  test('behavior: reverted on chain is its own outcome', async () => {
    const { last, result } = await run({ eth_getTransactionReceipt: () => receipt('0x0') })
    expect(last).toEqual({ name: 'reverted', hash })
    expect(result).toBeNull()
  })
})

describe('waitForIndex', () => {
  test('behavior: gives up on an index that stays behind', async () => {
    let tries = 0
    const indexedBlock = async () => {
      tries += 1
      return 5
    }
    expect(await waitForIndex(6, { indexedBlock, sleep: async () => {} })).toBe(false)
    expect(tries).toBe(20)
  })
})
