import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { encodeFunctionData, type Hex, pad, parseEther, parseGwei } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import { type Anvil, startAnvil } from '../../test/start-anvil.ts'
import { PolicyDeniedError } from '../errors.ts'
import { EvmPool } from '../execution/evm-pool.ts'
import { createSigner } from '../signer/signer.ts'
import { NonceQueue, type Settled } from './nonce-queue.ts'
import { SpendJournal } from './spend.ts'

const bridge = pad('0xb1', { size: 20 })
const log = pino({ level: 'silent' })
const bumpAfterMs = 10_000

let anvil: Anvil
let account: ReturnType<typeof privateKeyToAccount>
let clock: number
let settled: Settled[]

beforeEach(async () => {
  anvil = await startAnvil()
  account = privateKeyToAccount(generatePrivateKey())
  clock = Date.now()
  settled = []
  await anvil.client.setBalance({ address: account.address, value: parseEther('1') })
  // STOP: what the queue carries does not matter to it, only that it is mined.
  await anvil.client.setCode({ address: bridge, bytecode: '0x00' })
  await anvil.client.mine({ blocks: 1 })
})
afterEach(() => {
  anvil.stop()
})

function life(change: { maxFee?: bigint; dailySpend?: bigint } = {}) {
  const now = () => clock
  const pool = new EvmPool({ urls: [anvil.url], chainId: 31337, log, now: Date.now })
  const at = (name: `0x${string}`) => pad(name, { size: 20 })
  const contracts = {
    bridge,
    minter: at('0xb5'),
    relay: at('0xb2'),
    registry: at('0xb3'),
    withdrawals: at('0xb4'),
  }
  const maxFeePerGas = change.maxFee ?? parseGwei('100')
  const signer = createSigner(account, { chainId: 31337, contracts, maxFeePerGas })
  const spend = new SpendJournal(join(mkdtempSync(join(tmpdir(), 'keeper-queue-')), 'gas.jsonl'), now)
  const queue = new NonceQueue({
    pool,
    signer,
    spend,
    log,
    now,
    bumpAfterMs,
    dailySpend: change.dailySpend ?? parseEther('1'),
    step: () => undefined,
    onSettled: (what) => settled.push(what),
  })
  const maintain = async () => {
    await new Promise((tick) => setTimeout(tick, 120))
    await pool.refresh()
    await queue.maintain()
  }
  return { queue, pool, spend, maintain }
}

const call = (id: number, stillWanted = async () => true) => ({
  key: `settle.resolve:${id}`,
  to: bridge,
  data: encodeFunctionData({
    abi: entanglementManagerAbi,
    functionName: 'resolveDeposit',
    args: [BigInt(id)],
  }),
  gas: 50_000n,
  stillWanted,
})
const pool = async () => {
  const content = await anvil.client.getTxpoolContent()
  const mine = (part: typeof content.pending) =>
    Object.values(
      Object.entries(part).find(([who]) => who.toLowerCase() === account.address.toLowerCase())?.[1] ?? {},
    )
  return { pending: mine(content.pending), queued: mine(content.queued) }
}
const mine = () => anvil.client.mine({ blocks: 1 })
const nonceOf = () => anvil.client.getTransactionCount({ address: account.address })
const dataOfBlock = async () => {
  const block = await anvil.client.getBlock({ includeTransactions: true })
  return block.transactions.map(({ input, nonce }) => ({ input, nonce }))
}

describe('NonceQueue', () => {
  test('default: gives nonces in order, reports what was mined, sends nothing twice', async () => {
    const { queue, maintain } = life()
    for (const id of [1, 2, 3])
      expect(await queue.send(call(id))).toMatchObject({ status: 'sent', nonce: id - 1 })
    expect(await queue.send(call(2))).toEqual({ status: 'in-flight' })
    await mine()
    await maintain()
    expect(queue.depth).toBe(0)
    expect(settled.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      'settle.resolve:1 success',
      'settle.resolve:2 success',
      'settle.resolve:3 success',
    ])
  })

  test('behavior: a revert is told as one', async () => {
    const { queue, maintain } = life()
    await queue.send(call(1))
    await anvil.client.setCode({ address: bridge, bytecode: '0x5f5ffd' })
    await mine()
    await maintain()
    expect(settled).toMatchObject([{ outcome: 'reverted' }])
  })

  test('X2 behavior: a new life waits for what the old one sent and does not send it again', async () => {
    await life().queue.send(call(1))
    const next = life()
    await next.maintain()
    expect(await next.queue.send(call(2))).toEqual({ status: 'waiting', reason: 'recovering' })
    await mine()
    await next.maintain()
    expect(await next.queue.send(call(2))).toMatchObject({ status: 'sent', nonce: 1 })
    await mine()
    expect(await nonceOf()).toBe(2)
  })

  test('X2 X14 behavior: what an old life left unmined is cancelled, not waited for for ever', async () => {
    await life().queue.send(call(1))
    const next = life()
    await next.maintain()
    for (let tries = 0; tries < 12 && (await pool()).pending[0]?.input !== '0x'; tries++) {
      clock += bumpAfterMs + 1
      await next.maintain()
    }
    expect((await pool()).pending.map(({ input, to }) => [input, to?.toLowerCase()])).toEqual([
      ['0x', account.address.toLowerCase()],
    ])
    await mine()
    await next.maintain()
    expect(next.queue.depth).toBe(0)
    expect(await next.queue.send(call(2))).toMatchObject({ status: 'sent', nonce: 1 })
  })

  test('X14 behavior: replaced with a tenth more on both fields while it is not mined, one effect', async () => {
    const { queue, maintain } = life()
    await queue.send(call(1))
    const [first] = (await pool()).pending
    await maintain()
    expect((await pool()).pending[0]?.hash).toBe(first?.hash)
    clock += bumpAfterMs + 1
    await maintain()
    const [second] = (await pool()).pending
    expect(second?.hash).not.toBe(first?.hash)
    expect(BigInt(second?.maxFeePerGas ?? 0) * 10n).toBeGreaterThanOrEqual(
      BigInt(first?.maxFeePerGas ?? 0) * 11n,
    )
    expect(BigInt(second?.maxPriorityFeePerGas ?? 0) * 10n).toBeGreaterThanOrEqual(
      BigInt(first?.maxPriorityFeePerGas ?? 0) * 11n,
    )
    await mine()
    await maintain()
    expect(settled).toEqual([{ key: 'settle.resolve:1', outcome: 'success', hash: second?.hash }])
    expect(await nonceOf()).toBe(1)
  })

  test('X14 behavior: base fee up 12.5 % a block for 20 blocks: mined within five blocks of each bump', async () => {
    const { queue, maintain } = life()
    let fee = (await anvil.client.getBlock()).baseFeePerGas ?? 0n
    let sent = 0
    for (let block = 0; block < 20; block++) {
      if (queue.depth === 0) await queue.send(call(++sent))
      fee += fee / 8n
      await anvil.client.setNextBlockBaseFeePerGas({ baseFeePerGas: fee })
      await mine()
      clock += 3000
      await maintain()
      expect(queue.oldestMs).toBeLessThanOrEqual(15_000)
    }
    await mine()
    await maintain()
    expect(settled.filter(({ outcome }) => outcome === 'success')).toHaveLength(sent)
    expect(await nonceOf()).toBe(sent)
    expect(sent).toBeGreaterThan(5)
  })

  test('X14 behavior: gas ten times as dear, above the cap: waits, says so, goes on when it falls', async () => {
    const { queue, maintain } = life({ maxFee: parseGwei('5') })
    await anvil.client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('10') })
    await mine()
    await maintain()
    expect(await queue.send(call(1))).toEqual({ status: 'waiting', reason: 'fee' })
    expect(queue.waiting).toBe('fee')
    expect((await pool()).pending).toEqual([])
    await anvil.client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('1') })
    await mine()
    await maintain()
    expect(await queue.send(call(1))).toMatchObject({ status: 'sent' })
    expect(queue.waiting).toBeNull()
  })

  test('X14 behavior: a dropped transaction is sent again, as it was', async () => {
    const { queue, maintain } = life()
    const sent = await queue.send(call(1))
    const hash = sent.status === 'sent' ? sent.hash : null
    await anvil.client.dropTransaction({ hash: hash as Hex })
    expect((await pool()).pending).toEqual([])
    clock += 2000
    await maintain()
    expect((await pool()).pending.map((tx) => tx.hash)).toEqual([hash])
  })

  test('X14 behavior: a hole in the nonces is closed and what lies above it is mined', async () => {
    const { queue, maintain } = life()
    const first = await queue.send(call(1))
    await queue.send(call(2))
    await anvil.client.dropTransaction({ hash: (first.status === 'sent' ? first.hash : '0x') as Hex })
    clock += 2000
    await maintain()
    await mine()
    await maintain()
    expect(settled.map(({ key, outcome }) => `${key} ${outcome}`)).toEqual([
      'settle.resolve:1 success',
      'settle.resolve:2 success',
    ])
  })

  test('X14 behavior: a nonce taken by another program with the key is noticed and read anew', async () => {
    const { queue, maintain } = life()
    await maintain()
    const other = life()
    await other.queue.send(call(9))
    await mine()
    expect(await queue.send(call(1))).toEqual({ status: 'waiting', reason: 'nonce' })
    await maintain()
    expect(await queue.send(call(1))).toMatchObject({ status: 'sent', nonce: 1 })
    await mine()
    expect((await dataOfBlock()).map(({ input }) => input)).toEqual([call(1).data])
  })

  test('behavior: what became pointless while it waited gives its nonce back instead of reverting', async () => {
    const { queue, maintain } = life()
    let wanted = true
    await queue.send(call(1, async () => wanted))
    wanted = false
    clock += bumpAfterMs + 1
    await maintain()
    await mine()
    expect((await dataOfBlock()).map(({ input }) => input)).toEqual(['0x'])
    await maintain()
    expect(settled).toMatchObject([{ outcome: 'cancelled' }])
  })

  test('X14 behavior: the daily cap holds, also over a bump', async () => {
    const { queue, maintain, spend } = life({ dailySpend: parseEther('0.0003') })
    let waiting = 0
    for (let id = 1; id <= 12; id++) {
      const outcome = await queue.send(call(id))
      if (outcome.status === 'waiting') {
        expect(outcome.reason).toBe('spend')
        waiting += 1
      }
    }
    expect(waiting).toBeGreaterThan(0)
    clock += bumpAfterMs + 1
    await maintain()
    expect(spend.total()).toBeLessThanOrEqual(parseEther('0.0003'))
    clock += 86_400_000
    await mine()
    await maintain()
    expect(await queue.send(call(99))).toMatchObject({ status: 'sent' })
  })

  test('T30 behavior: what strangers cause for nothing stops at half of the cap, headers and proofs go on', async () => {
    const { queue } = life({ dailySpend: parseEther('0.0004') })
    const outcomes: string[] = []
    for (let id = 1; id <= 8; id++) outcomes.push((await queue.send({ ...call(id), spare: true })).status)
    expect(outcomes[0]).toBe('sent')
    expect(outcomes.at(-1)).toBe('held')
    expect(queue.waiting, 'nothing else waits').toBeNull()
    const held = outcomes.indexOf('held')
    expect(await queue.send(call(99))).toMatchObject({ status: 'sent', nonce: held })
  })

  test('X14 behavior: a spare call that was sent is replaced though its half is used up: what follows waits for its nonce', async () => {
    const trial = life()
    const tried = await trial.queue.send({ ...call(1), spare: true })
    if (tried.status !== 'sent') throw new Error(tried.status)
    const cost = trial.spend.total()
    await anvil.client.dropTransaction({ hash: tried.hash })

    const { queue, spend, maintain } = life({ dailySpend: 2n * cost })
    expect(await queue.send({ ...call(1), spare: true })).toMatchObject({ status: 'sent', nonce: 0 })
    expect(await queue.send({ ...call(2), spare: true }), 'its half is used up').toEqual({ status: 'held' })
    clock += bumpAfterMs + 1
    await maintain()
    expect(queue.depth).toBe(1)
    expect(spend.total()).toBeGreaterThan(cost)
    await mine()
    await maintain()
    expect(settled).toMatchObject([{ key: 'settle.resolve:1', outcome: 'success' }])
  })

  test('behavior: an empty account waits for funds', async () => {
    await anvil.client.setBalance({ address: account.address, value: 1n })
    const { queue } = life()
    expect(await queue.send(call(1))).toEqual({ status: 'waiting', reason: 'funds' })
    await anvil.client.setBalance({ address: account.address, value: parseEther('1') })
    expect(await queue.send(call(1))).toMatchObject({ status: 'sent', nonce: 0 })
  })

  test('error: PolicyDeniedError leaves no hole', async () => {
    const { queue } = life()
    await expect(queue.send({ ...call(1), to: pad('0xbad', { size: 20 }) })).rejects.toThrow(
      PolicyDeniedError,
    )
    expect(queue.depth).toBe(0)
    expect(await queue.send(call(1))).toMatchObject({ status: 'sent', nonce: 0 })
  })
})
