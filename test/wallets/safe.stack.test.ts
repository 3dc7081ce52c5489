import { type Address, createPublicClient, http } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { qpBtcAbi } from '../../contracts-abi/qp-btc.ts'
import type { PublicConfig } from '../../lib/api/status.ts'
import { toSat } from '../../lib/core/to-sat.ts'
import { toWei } from '../../lib/core/to-wei.ts'
import { readAccountKind } from '../../lib/evm/read-account-kind.ts'
import { readDeposit } from '../../lib/evm/read-deposit.ts'
import { readQuote } from '../../lib/evm/read-quote.ts'
import { readWithdrawalQuote } from '../../lib/evm/read-withdrawal-quote.ts'
import { commitRequest as commitDeposit } from '../../lib/flows/deposit/commit-request.ts'
import { findRequest } from '../../lib/flows/deposit/find-request.ts'
import { readIntents } from '../../lib/flows/deposit/intents.ts'
import type { TransactionState } from '../../lib/flows/transaction.ts'
import { commitRequest as commitWithdrawal } from '../../lib/flows/withdraw/commit-request.ts'
import { createReaders } from '../../lib/wallet/read-client.ts'
import { createWriteClient } from '../../lib/wallet/write-client.ts'
import { ACCOUNT_INDEX, evmAccount } from '../../stack/accounts.ts'
import { evmClient } from '../../stack/evm/client.ts'
import type { Stack } from '../../stack/start-stack.ts'
import { control, startTestStack, type TestPlace, testPlace } from '../../stack/test-stack.ts'
import { SafeWallet } from './safe-wallet.ts'

/** A Safe of two owners, both needed, with Safe's own contracts on a real EVM node, through the flows of the pages. */
let place: TestPlace
let stack: Stack
let safe: SafeWallet
let rpc: string
let contracts: Record<'EntanglementManager' | 'WithdrawalManager' | 'StakerRegistry' | 'QpBTC', Address>
let settings: PublicConfig

beforeAll(async () => {
  place = await testPlace()
  stack = await startTestStack(place, ['control', 'seed'])
  if (!stack.endpoints) throw new Error('nothing was deployed')
  contracts = stack.endpoints.contracts as typeof contracts
  rpc = stack.endpoints.evm.rpc[0] ?? ''
  settings = { evm: { chainId: foundry.id, rpc: [rpc] }, explorers: { evm: null } } as unknown as PublicConfig
  const keys = [generatePrivateKey(), generatePrivateKey()]
  const fund = (address: Address) => control(stack, '/faucet/evm', { address, wei: String(10n ** 18n) })
  for (const key of keys) await fund(privateKeyToAccount(key).address)
  safe = await SafeWallet.deploy(rpc, keys)
  await fund(safe.address)
})
afterAll(async () => {
  await stack?.stop()
  place?.remove()
})

const parts = () => {
  const kept = new Map<string, string>()
  return {
    ...createReaders(settings, safe),
    wallet: createWriteClient(settings, { address: safe.address, name: 'Safe', provider: safe }),
    walletName: 'Safe',
    storage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    },
    newId: () => crypto.randomUUID(),
    now: () => 0,
    indexedBlock: async () => Number.MAX_SAFE_INTEGER,
    sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 50)),
  }
}
/** Collects states, and tells when one of that name has come. */
const watch = () => {
  const states: TransactionState[] = []
  const waiting: { name: string; resolve: (state: TransactionState) => void }[] = []
  return {
    states,
    onState: (state: TransactionState) => {
      states.push(state)
      for (const { name, resolve } of waiting) if (name === state.name) resolve(state)
    },
    once: (name: TransactionState['name']) =>
      new Promise<TransactionState>((resolve) => waiting.push({ name, resolve })),
  }
}

test('C1, C29: a 2-of-2 Safe asks for a deposit: its hash is resolved, and a reload finds it before and after', async () => {
  const client = createPublicClient({ chain: foundry, transport: http(rpc) })
  expect(await readAccountKind(client, safe.address)).toBe('safe')
  const sats = toSat(200_000n)
  const { bondWei } = await readQuote(client, contracts.EntanglementManager, sats)
  const draft = {
    sats,
    recipient: safe.address,
    refundPubKeyHash: `0x${'ab'.repeat(20)}`,
    shownBondWei: toWei(bondWei),
    queue: false,
  } as const
  const { states, onState, once } = watch()
  const flow = parts()
  const proposed = once('proposed')
  const requested = commitDeposit(draft, { ...flow, manager: contracts.EntanglementManager, onState })
  expect(await proposed).toEqual({ name: 'proposed', hash: safe.proposals[0]?.hash })
  // a reload in this moment: what storage holds is all there is
  const [intent] = readIntents(flow.storage)
  if (!intent) throw new Error('no intent was written')
  expect(await findRequest(client, intent), 'the owners may still sign').toBe('proposed')
  const hash = await safe.execute()
  const reqId = await requested
  expect(states.map(({ name }) => name)).toEqual([
    'checking',
    'checking',
    'signing',
    'proposed',
    'sent',
    'included',
    'done',
  ])
  expect(states.at(-1)).toMatchObject({ hash })
  expect(await findRequest(client, intent), 'found by what it asked for').toBe(reqId)
  expect(reqId && (await readDeposit(client, contracts.EntanglementManager, reqId, 0))).toMatchObject({
    recipient: safe.address,
    sats,
  })
})

test('C29: a Safe withdraws by one batch (EIP-5792): approval and request together, and nothing is left allowed', async () => {
  const sats = toSat(150_000n)
  const evm = evmClient(rpc)
  const given = await evm.writeContract({
    account: evmAccount(ACCOUNT_INDEX.seedDepositors[0]),
    address: contracts.QpBTC,
    abi: qpBtcAbi,
    functionName: 'transfer',
    args: [safe.address, sats],
  })
  await evm.waitForTransactionReceipt({ hash: given })
  const maxFeeSats = toSat(2_000n)
  const quote = await readWithdrawalQuote(evm, contracts.WithdrawalManager, sats, maxFeeSats)
  const { states, onState, once } = watch()
  const proposed = once('proposed')
  const requested = commitWithdrawal(
    {
      sats,
      maxFeeSats,
      payoutScript: `0x5120${'79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'}`,
      shownArrivesSats: toSat(1n),
    },
    {
      ...parts(),
      contracts: {
        withdrawals: contracts.WithdrawalManager,
        registry: contracts.StakerRegistry,
        token: contracts.QpBTC,
      },
      onProgress: ({ state }) => onState(state),
    },
  )
  await proposed
  expect(quote.feeSats).toBeGreaterThan(0n)
  await safe.execute()
  const reqId = await requested
  expect(states.at(-1)).toMatchObject({ name: 'done' })
  expect(reqId).not.toBeNull()
  const read = (functionName: 'balanceOf' | 'allowance', args: readonly Address[]) =>
    evm.readContract({ address: contracts.QpBTC, abi: qpBtcAbi, functionName, args: args as never })
  expect(await read('balanceOf', [safe.address])).toBe(0n)
  expect(await read('allowance', [safe.address, contracts.WithdrawalManager])).toBe(0n)
})
