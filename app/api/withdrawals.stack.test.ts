import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { qpBtcAbi } from '@/contracts-abi/qp-btc'
import { stakerRegistryAbi } from '@/contracts-abi/staker-registry'
import { withdrawalManagerAbi } from '@/contracts-abi/withdrawal-manager'
import { activityAnswer } from '@/lib/api/activity'
import { requestAnswer, requestsAnswer } from '@/lib/api/requests'
import { stakersAnswer } from '@/lib/api/stakers'
import { statusAnswer } from '@/lib/api/status'
import type { WithdrawalDto } from '@/lib/api/withdrawals'
import { contractCall } from '@/lib/evm/contract-call'
import { ACCOUNT_INDEX, evmAccount } from '@/stack/accounts'
import { type Stack, startStack } from '@/stack/start-stack'
import { expectReplayed, expectStakersAsOnChain, expectWithdrawalAsOnChain } from '@/test/helpers/as-on-chain'
import { type Withdrawing, withdrawOnStack } from '@/test/helpers/withdraw-on-stack'
import * as activity from './v1/activity/route'
import * as request from './v1/requests/[reqId]/route'
import * as requests from './v1/requests/route'
import * as stakers from './v1/stakers/route'
import * as status from './v1/status/route'

const PARTS = ['bitcoind', 'anvil', 'esplora', 'control', 'deploy', 'seed', 'postgres', 'indexer']
const OWNER = 9
const SCRIPT = `0x0014${'ab'.repeat(20)}` as const
const ADDRESS = 'bcrt1q4w46h2at4w46h2at4w46h2at4w46h2atzmxqe2'
const MAX_FEE = 2_000n
const DAY = 24 * 3600
const dir = mkdtempSync(path.join(tmpdir(), 'sluice-withdrawals-'))
let stack: Stack
let bridge: Withdrawing
let balance = 0n

beforeAll(async () => {
  const parts = new Set([...PARTS, 'indexer-api']) as never
  stack = await startStack({ mode: 'stack', fresh: true, portBase: 22_400, dir, parts, blockSeconds: null })
  process.env.SLUICE_ENDPOINTS = path.join(dir, 'endpoints.json')
  bridge = withdrawOnStack(stack)
  balance = await bridge.gather(OWNER)
})
afterAll(async () => {
  await stack?.stop()
  rmSync(dir, { recursive: true, force: true })
})

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>
async function get<T extends z.ZodMiniType>(
  route: { GET: Handler },
  schema: T,
  url: string,
  params: Record<string, string> = {},
): Promise<z.output<T>> {
  const answer = await route.GET(new Request(`http://127.0.0.1${url}`), { params: Promise.resolve(params) })
  expect(answer.status).toBe(200)
  return schema.parse(await answer.json())
}
const list = (query: string) => get(requests, requestsAnswer, `/api/v1/requests?${query}`)
const idsOf = async (query: string) => (await list(query)).data.items.map(({ reqId }) => reqId)

const index = () => stack.endpoints?.indexer.url ?? ''
const indexed = () => bridge.indexed(index())

async function withdrawalOf(reqId: bigint): Promise<WithdrawalDto> {
  await indexed()
  // the answer that others were given a moment ago may stand in for 0.3 s
  await new Promise((resolve) => setTimeout(resolve, 400))
  const { data } = await get(request, requestAnswer, '/', { reqId: String(reqId) })
  if (data.kind !== 'withdrawal') throw new Error('another kind')
  return data
}

const allStakers = async () => (await get(stakers, stakersAnswer, '/api/v1/stakers')).data.items
const expectAsOnChain = async (reqId: bigint): Promise<WithdrawalDto> => {
  const told = await withdrawalOf(reqId)
  await expectWithdrawalAsOnChain(bridge, told)
  return told
}
async function expectWholeAsOnChain(): Promise<void> {
  const head = await indexed()
  await expectStakersAsOnChain(bridge, await allStakers(), head)
  await expectReplayed(bridge, index(), stack.endpoints?.startBlock ?? 0)
}

let paid = 0n
let split = 0n
let late = 0n

it('R46 one that no staker can pay alone is split, or waits for what nobody holds', async () => {
  // what the draws of the seed's deposits gave to whom is not known before
  await indexed()
  const held = (await allStakers()).map(({ issued }) => BigInt(issued)).sort((a, b) => Number(b - a))
  const largest = held[0] ?? 0n
  const others = held.slice(1).reduce((sum, sats) => sum + sats, 0n)
  const net = others === 0n ? largest / 2n : largest + (others < 4_000_000n ? others / 2n : 2_000_000n)
  const gross = (net * 1_000n) / 995n + 1n
  const sats = gross < balance - 2_000_000n ? gross : balance - 2_000_000n
  split = await bridge.request(OWNER, sats, SCRIPT, MAX_FEE)
  await bridge.resolve(split)
  const { shares } = await expectAsOnChain(split)
  expect(shares.length).toBeGreaterThanOrEqual(others === 0n ? 1 : 2)
  await bridge.pay(split, 0)
  expect((await expectAsOnChain(split)).state).toBe(shares.length > 1 ? 'PartlyPaid' : 'Complete')
  await expectWholeAsOnChain()
})

it('R46 a withdrawal that is drawn, paid and proven', async () => {
  paid = await bridge.request(OWNER, 500_000n, SCRIPT, MAX_FEE)
  expect((await expectAsOnChain(paid)).state).toBe('Requested')
  await bridge.resolve(paid)
  expect((await expectAsOnChain(paid)).state).toBe('Assigned')
  const txid = await bridge.pay(paid, 0)
  const done = await expectAsOnChain(paid)
  expect(done).toMatchObject({ state: 'Complete', payoutAddress: ADDRESS, unplacedSats: '0' })
  expect(done.shares[0]?.payment).toMatchObject({ txid, vout: 0, sats: done.shares[0]?.payoutSats })
  expect(done.steps.map(({ name }) => name)).toEqual(['requested', 'assigned', 'paid'])
  const known = [txid, paid, ...done.steps.map(({ tx }) => tx)]
  for (const query of known.map((name) => `search=${name}`))
    expect(await idsOf(query)).toEqual([String(paid)])
  expect(await idsOf(`search=${ADDRESS}`)).toEqual([String(paid), String(split)])
  await expectWholeAsOnChain()
})

it('R46 shares that are late: one is drawn again, one is made good, and a staker late twice is banned', async () => {
  late = await bridge.request(OWNER, 300_000n, SCRIPT, MAX_FEE)
  await bridge.resolve(late)
  const second = await bridge.request(OWNER, 300_000n, SCRIPT, MAX_FEE)
  await bridge.resolve(second)
  for (const index of ACCOUNT_INDEX.stakers) {
    const fee = contractCall(bridge.contracts.StakerRegistry, stakerRegistryAbi, 'setMinMinerFee', [1_000n])
    await bridge.send(index, fee)
  }
  await bridge.pass(DAY + 7 * 3600, 190)
  for (const reqId of [late, second]) {
    await bridge.send(ACCOUNT_INDEX.keeper, bridge.call('timeOutShare', [reqId, 0]))
    expect((await expectAsOnChain(reqId)).shares[0]?.state).toBe('TimedOut')
  }
  await expectWholeAsOnChain()
  await bridge.send(OWNER, bridge.call('retryShare', [late, 0]))
  const again = await expectAsOnChain(late)
  expect(again.shares[0]?.state).toBe('Retried')
  expect(BigInt(again.shares[0]?.collateral ?? 0)).toBeGreaterThan(0n)
  await bridge.resolve(late)
  await expectAsOnChain(late)
  await bridge.send(OWNER, bridge.call('reimburseShare', [second, 0]))
  expect(await expectAsOnChain(second)).toMatchObject({ state: 'Failed' })
  await expectWholeAsOnChain()
})

/** Lets bans end and places what waits, so that the queue is empty. */
async function emptyQueue(): Promise<void> {
  const { contracts, reader, send, call } = bridge
  await bridge.pass(DAY + 3600, 10)
  for (const index of ACCOUNT_INDEX.stakers) {
    const { address } = evmAccount(index)
    await send(index, contractCall(contracts.StakerRegistry, stakerRegistryAbi, 'refreshWeight', [address]))
  }
  const manager = { address: contracts.WithdrawalManager, abi: withdrawalManagerAbi } as const
  for (let round = 0; round < 5; round++) {
    const [first] = await reader.readContract({ ...manager, functionName: 'queue' })
    if (first === 0n) return
    await send(ACCOUNT_INDEX.keeper, call('drainQueue', []))
    await bridge.resolve(first)
    await expectAsOnChain(first)
  }
}

it('R46 what nobody takes for so low a miner fee is queued, drained in vain, and returned with its fee', async () => {
  await emptyQueue()
  const first = await bridge.request(OWNER, 200_000n, SCRIPT, 500n)
  await bridge.resolve(first)
  expect(await expectAsOnChain(first)).toMatchObject({ state: 'Queued', queuePosition: 1 })
  const behind = await bridge.request(OWNER, 300_000n, SCRIPT, 500n)
  expect(await expectAsOnChain(behind)).toMatchObject({ state: 'Queued', queuePosition: 2 })
  const board = await get(status, statusAnswer, '/api/v1/status')
  expect(board.data.withdrawals).toMatchObject({ queued: 2, queueSats: '497500' })

  await bridge.send(ACCOUNT_INDEX.keeper, bridge.call('drainQueue', []))
  expect((await expectAsOnChain(first)).state).toBe('Requested')
  await bridge.resolve(first)
  expect(await expectAsOnChain(first)).toMatchObject({ state: 'Cancelled', returnedSats: '199000' })
  expect(await expectAsOnChain(behind)).toMatchObject({ state: 'Queued', queuePosition: 1 })
  expect(await idsOf('state=Queued')).toEqual([String(behind)])
  expect(await idsOf('state=Cancelled&kind=withdrawal')).toEqual([String(first)])
  await bridge.send(OWNER, bridge.call('cancelQueued', [behind]))
  expect(await expectAsOnChain(behind)).toMatchObject({ state: 'Cancelled', returnedSats: '298500' })
  await expectWholeAsOnChain()
})

it('default: lists, activity and status of both kinds', async () => {
  await indexed()
  const owner = evmAccount(OWNER).address
  const all = await list('limit=100')
  const kinds = new Set(all.data.items.map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(['deposit', 'withdrawal']))
  const pages: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof list>> = await list(`limit=2${cursor && `&cursor=${cursor}`}`)
    pages.push(...page.data.items.map(({ reqId }) => reqId))
    cursor = page.data.nextCursor
  }
  expect(pages).toEqual(all.data.items.map(({ reqId }) => reqId))
  const withdrawals = all.data.items.filter(({ kind }) => kind === 'withdrawal').map(({ reqId }) => reqId)
  for (const query of [
    `owner=${owner}`,
    `account=${owner.toLowerCase()}`,
    'kind=withdrawal',
    `search=${owner}`,
  ])
    expect(await idsOf(`${query}&limit=100`)).toEqual(withdrawals)
  const ended = new Set(['Complete', 'Cancelled', 'Failed'])
  const open = all.data.items.filter(({ kind, state }) => kind === 'withdrawal' && !ended.has(state))
  expect(await idsOf('kind=withdrawal&open=1&limit=100')).toEqual(open.map(({ reqId }) => reqId))
  const one = await withdrawalOf(split)
  expect(await idsOf(`staker=${one.shares[0]?.staker}&limit=100`)).toContain(String(split))

  const steps: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const url = `/api/v1/activity?account=${owner}&limit=5${cursor && `&cursor=${cursor}`}`
    const page: z.output<typeof activityAnswer> = await get(activity, activityAnswer, url)
    steps.push(...page.data.items.map(({ reqId, step }) => `${reqId} ${step}`))
    cursor = page.data.nextCursor
  }
  const known = all.data.items.flatMap((item) =>
    item.kind === 'withdrawal' ? item.steps.map(({ name }) => `${item.reqId} ${name}`) : [],
  )
  expect([...steps].sort()).toEqual(known.sort())
  const seeded = evmAccount(ACCOUNT_INDEX.seedDepositors[0]).address
  const deposits = await get(activity, activityAnswer, `/api/v1/activity?account=${seeded}`)
  expect(deposits.data.items.map(({ step }) => step)).toEqual(['minted', 'paid', 'assigned', 'requested'])

  const { data } = await get(status, statusAnswer, '/api/v1/status')
  const locked = await bridge.reader.readContract({
    address: bridge.contracts.QpBTC,
    abi: qpBtcAbi,
    functionName: 'balanceOf',
    args: [bridge.contracts.WithdrawalManager],
  })
  const [, queued] = await bridge.reader.readContract({
    address: bridge.contracts.WithdrawalManager,
    abi: withdrawalManagerAbi,
    functionName: 'queue',
  })
  expect(data.withdrawals).toMatchObject({
    lockedSats: String(locked),
    queueSats: String(queued),
    feeBps: 50,
  })
  expect(data.withdrawals.open).toBeGreaterThan(0)
  expect(data.estimates.withdrawal.draw.samples).toBeGreaterThanOrEqual(4)
  expect(data.estimates.deposit.whole).toEqual({ p50: null, p90: null, samples: 3 })
})
