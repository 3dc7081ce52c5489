import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transaction } from '@scure/btc-signer'
import { pino } from 'pino'
import { pad, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { payoutMarking } from '../../../lib/bitcoin/payout-marking.ts'
import { payoutTag } from '../../../lib/bitcoin/payout-tag.ts'
import { type BitcoinKey, bitcoinKey, REGTEST } from '../../../stack/accounts.ts'
import { type BitcoinNode, startBitcoinNode } from '../../../stack/test-bitcoin.ts'
import { type Lie, lyingEsplora } from '../../../test/helpers/lying-esplora.ts'
import { parseConfig } from '../config.ts'
import { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import { AgentJob, type AgentJobDeps } from './agent.ts'
import type { AgentReport } from './agent-context.ts'

/** The agent on real Bitcoin Core; what the contracts say is given, so that lives can be many and short. */
const chainId = 31337
const at = (n: number) => pad(`0x${n.toString(16)}`, { size: 20 })
const withdrawals = at(0xb5)
const staker = bitcoinKey('agent test')
const stakerAddress = at(0x57)
const kills = Number(process.env.AGENT_KILLS ?? 2)

let node: BitcoinNode
let stateDir: string
let lines: Record<string, unknown>[] = []
let report: AgentReport | null = null

interface FakeShare {
  state: number
  payoutSats: bigint
  requestHeight: number
  payee: BitcoinKey
}
/** by reqId, from 1 */
const shares: FakeShare[] = []

const height = () => node.rpc.call<number>('getblockcount')
const mine = (blocks = 1, to = bitcoinKey('miner').address) =>
  node.rpc.call<string[]>('generatetoaddress', blocks, to)

beforeAll(async () => {
  node = await startBitcoinNode()
  await mine(40)
  await mine(101, bitcoinKey('somebody').address)
  for (let coin = 0; coin < 4; coin++) await give(staker.address)
  await mine(6)
})
afterAll(async () => {
  await node?.stop()
})
beforeEach(() => {
  // The agent's own script remembers earlier payments: every test has ids of its own.
  for (const share of shares) share.state = 2
  lines = []
  stateDir = mkdtempSync(join(tmpdir(), 'agent-'))
  writeFileSync(join(stateDir, 'btc.key'), toHex(staker.privateKey), { mode: 0o600 })
})

let given = 0
/** Sends the miner's next coin. */
const give = async (address: string) => {
  const block = await node.rpc.call<string>('getblockhash', ++given)
  const { tx } = await node.rpc.call<{ tx: CoreTx[] }>('getblock', block, 2)
  const amount = BigInt(Math.round((tx[0]?.vout[0]?.value ?? 0) * 1e8))
  const miner = bitcoinKey('miner')
  const gift = new Transaction()
  gift.addInput({ txid: tx[0]?.txid ?? '', index: 0, witnessUtxo: { script: miner.script, amount } })
  gift.addOutputAddress(address, amount - 1_000n, REGTEST)
  gift.sign(miner.privateKey)
  gift.finalize()
  await node.rpc.call('sendrawtransaction', gift.hex)
}
const marking = (reqId: number) =>
  toHex(payoutMarking({ tag: payoutTag(chainId, withdrawals), reqId: BigInt(reqId), share: 0 }))

/** Answers as the contracts would. */
const evm = (): EvmPool => {
  const answers: Record<string, (...args: never[]) => unknown> = {
    last: () => BigInt(shares.length),
    stakerCount: () => 1n,
    pubKeyById: () => toHex(staker.publicKey),
    stakerById: () => stakerAddress,
    stakerOf: () => ({
      state: 1,
      issued: 0n,
      toBeIssued: 0n,
      toBeRedeemed: 0n,
      registrationBondWei: 0n,
      acceptLimit: 0n,
      unstakeTime: 0n,
      pubKey: toHex(staker.publicKey),
      sweepScript: toHex(staker.script),
    }),
    depositOf: () => ({ state: 0, sats: 0n, bondWei: 0n, staker: zeroAddress }),
    withdrawalOf: (reqId: bigint) => {
      const share = shares[Number(reqId) - 1]
      if (!share)
        return { owner: zeroAddress, state: 0, shareCount: 0n, unplacedSats: 0n, payoutScript: '0x' }
      const payoutScript = toHex(share.payee.script)
      const requestHeight = BigInt(share.requestHeight)
      return {
        owner: at(1),
        state: 3,
        shareCount: 1n,
        unplacedSats: 0n,
        requestHeight,
        payoutScript,
        drawing: false,
      }
    },
    shareOf: (reqId: bigint) => {
      const share = shares[Number(reqId) - 1]
      const { state = 0, payoutSats = 0n, requestHeight = 0 } = share ?? {}
      const deadlineHeight = BigInt(requestHeight + 144)
      const deadlineTime = BigInt(Math.floor(Date.now() / 1000) + 86_400)
      return {
        state,
        staker: stakerAddress,
        sats: payoutSats,
        payoutSats,
        deadlineHeight,
        deadlineTime: deadlineTime - (deadlineTime % 86_400n) + 86_400n,
      }
    },
    markingOf: (reqId: bigint) => marking(Number(reqId)),
  }
  const client = {
    readContract: async ({ functionName, args }: { functionName: string; args: never[] }) =>
      answers[functionName]?.(...args),
  }
  const pool = {
    refresh: async () => ({ number: 100n, timestamp: BigInt(Math.floor(Date.now() / 1000)) }),
    read: (_what: string, ask: (from: unknown, block: bigint) => unknown) => ask(client, 100n),
  }
  return pool as never
}

class Killed extends Error {}
/** One life of the program. Ends where `failAt` says, with nothing cleaned up but the lock of its process id. */
const live = async (
  rounds: number,
  failAt: string | null = null,
  change: Record<string, string> = {},
  dir = stateDir,
) => {
  const env = {
    KEEPER_CHAIN_ID: String(chainId),
    KEEPER_EVM_RPC: 'http://127.0.0.1:1',
    KEEPER_ESPLORA: node.esplora.url,
    KEEPER_BITCOIN_NETWORK: 'regtest',
    KEEPER_BRIDGE: at(0xb1),
    KEEPER_KEY_FILE: '/none',
    KEEPER_STATE_DIR: dir,
    KEEPER_STAKER_KEY_FILES: join(stateDir, 'btc.key'),
    ...change,
  }
  const config = parseConfig(env, ['--jobs', 'agent'])
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const now = Date.now
  const zero = at(0xb0)
  const deps: AgentJobDeps = {
    evm: evm(),
    bitcoin: new BitcoinPool({ urls: config.esplora, log, now, pollMs: 0 }),
    contracts: {
      bridge: zero,
      relay: zero,
      registry: zero,
      selector: zero,
      requestIds: zero,
      withdrawals,
      holders: zero,
      qpBTC: zero,
      checkpointHeight: 0,
    },
    chainId,
    config: { ...config.agent, pauseMs: 0 },
    stateDir: dir,
    log,
    now,
    step: (name) => {
      if (name === failAt) throw new Killed(name)
    },
    report: ([first]) => {
      report = first ?? null
    },
  }
  const job = new AgentJob(deps)
  try {
    for (let round = 0; round < rounds; round++) await job.tick()
    return 'lived'
  } catch (error) {
    if (error instanceof Killed) return 'killed'
    throw error
  } finally {
    job.stop()
  }
}
const loseMemory = () =>
  rmSync(join(stateDir, `intents-${chainId}-${toHex(staker.publicKey).slice(2)}`), {
    recursive: true,
    force: true,
  })

interface EsploraEntry {
  txid: string
  vout: unknown[]
}
interface CoreTx {
  txid: string
  vin: { txid: string; vout: number }[]
  vout: { value: number; scriptPubKey: { hex: string } }[]
}
const carrying = (reqId: number, all: CoreTx[]) =>
  all.filter((tx) =>
    tx.vout.some(({ scriptPubKey }) => scriptPubKey.hex === `6a0d${marking(reqId).slice(2)}`),
  )
const waiting = async (reqId: number) => {
  const ids = await node.rpc.call<string[]>('getrawmempool')
  return carrying(reqId, await node.rpc.batch<CoreTx>(ids.map((txid) => ['getrawtransaction', txid, true])))
}
const mined = async (reqId: number, from: number) => {
  const found: CoreTx[] = []
  for (let block = from; block <= (await height()); block++) {
    const hash = await node.rpc.call<string>('getblockhash', block)
    found.push(...carrying(reqId, (await node.rpc.call<{ tx: CoreTx[] }>('getblock', hash, 2)).tx))
  }
  return found
}
let payees = 0
const ask = async (payoutSats = 200_000n) => {
  shares.push({
    state: 1,
    payoutSats,
    requestHeight: await height(),
    payee: bitcoinKey(`payee of agent ${++payees}`),
  })
  return shares.length
}
const said = (event: string) => lines.filter((line) => line.event === event)

describe('on Bitcoin Core', () => {
  test('T12 default: paid once, then left alone; health knows what is owed', async () => {
    const from = await height()
    const reqId = await ask()
    expect(await live(3)).toBe('lived')
    expect(report).toMatchObject({ due: 1, short: false, staker: stakerAddress })
    expect(await waiting(reqId)).toHaveLength(1)
    await mine(1)
    expect(await live(2)).toBe('lived')
    expect(report).toMatchObject({ due: 0, leastSecondsLeft: null })
    await mine(7)
    loseMemory()
    expect(await live(2)).toBe('lived')
    expect(await mined(reqId, from)).toHaveLength(1)
    expect(await waiting(reqId)).toEqual([])
  })

  test.each(['seen', 'chosen', 'written', 'signed', 'broadcast', 'recorded'])(
    'X3 behavior: ended at "%s", memory lost, mempool emptied: exactly one payment',
    async (step) => {
      const from = await height()
      const reqId = await ask()
      for (let kill = 0; kill < kills; kill++) {
        expect(await live(1, step)).toBe('killed')
        if (kill % 2 === 0) loseMemory()
        if (kill % 2 === 1) await node.evictAll()
        // What was sent waits for somebody else's agent: it must not be sent in another form.
        else if ((await waiting(reqId)).length > 0) await node.evictAll()
      }
      expect(await live(2)).toBe('lived')
      await mine(1)
      expect(await live(2)).toBe('lived')
      await mine(7)
      expect(await live(2)).toBe('lived')
      expect(await mined(reqId, from)).toHaveLength(1)
      expect(await waiting(reqId)).toEqual([])
    },
  )

  test('X3 behavior: an evicted attempt that a stranger kept conflicts with the next one', async () => {
    const reqId = await ask()
    await live(1)
    const [kept] = await waiting(reqId)
    const raw = await node.rpc.call<string>('getrawtransaction', kept?.txid)
    await node.evictAll()
    loseMemory()
    // Meanwhile coins have come, and fees are others: nothing but the first coin need be the same.
    await give(staker.address)
    await mine(9)
    await live(1, null, { KEEPER_AGENT_MAX_RATE: '2' })
    const [next] = await waiting(reqId)
    expect(next?.txid).not.toBe(kept?.txid)
    const shared = next?.vin.filter((a) => kept?.vin.some((b) => a.txid === b.txid && a.vout === b.vout))
    expect(shared?.length).toBeGreaterThanOrEqual(1)
    await mine(1)
    await expect(node.rpc.call('sendrawtransaction', raw, 0)).rejects.toThrow(/missingorspent/)
    await mine(7)
  })

  test('X3 behavior: mined, reorganised away and evicted: paid again from the same coin, once', async () => {
    const from = await height()
    const reqId = await ask()
    await live(1)
    const [block] = await mine(1)
    const [first] = await mined(reqId, from)
    await mine(2)
    await live(1)
    await node.rpc.call('invalidateblock', block)
    await node.evictAll()
    loseMemory()
    await mine(4, bitcoinKey('another branch').address)
    await live(1)
    await mine(8)
    const [again, ...more] = await mined(reqId, from)
    expect(more).toEqual([])
    expect(again?.vin).toEqual(first?.vin)
  })

  test('X4 behavior: two agents that know nothing of each other: one payment, whoever is first', async () => {
    const from = await height()
    const reqIds = [await ask(), await ask(150_000n)]
    const other = mkdtempSync(join(tmpdir(), 'agent-other-'))
    for (let turn = 0; turn < 4; turn++) {
      await Promise.all([live(1), live(1, null, {}, other)])
      await mine(4)
    }
    for (const reqId of reqIds) expect(await mined(reqId, from)).toHaveLength(1)
  })

  test('X4 behavior: on one machine the second waits for the lock', async () => {
    const first = live(1)
    await expect(live(1)).rejects.toThrow(/already/)
    await first
  })

  test('X13 behavior: replaced with the same inputs when estimates are higher than what it pays', async () => {
    const reqId = await ask()
    await live(1, null, { KEEPER_AGENT_MAX_RATE: '1' })
    const [poor] = await waiting(reqId)
    await live(2)
    expect(said('agent.bumped')).toHaveLength(1)
    const [rich, ...more] = await waiting(reqId)
    expect(more).toEqual([])
    expect(rich?.txid).not.toBe(poor?.txid)
    expect(rich?.vin.map(({ txid, vout }) => [txid, vout])).toEqual(
      poor?.vin.map(({ txid, vout }) => [txid, vout]),
    )
    await mine(8)
  })

  test('X13 behavior: where nodes refuse a replacement a child pays, and a dearer child follows', async () => {
    const from = await height()
    const reqId = await ask()
    await live(1, null, { KEEPER_AGENT_MAX_RATE: '1' })
    const [poor] = await waiting(reqId)
    const txid = poor?.txid ?? ''
    const { payee, payoutSats: amount = 0n } = shares[reqId - 1] ?? {}
    if (!payee) throw new Error('no payee')
    // The payee spends the unmined payment at so high a fee that replacing it would cost more than that (rule 3).
    const pin = new Transaction()
    pin.addInput({ txid, index: 0, witnessUtxo: { script: payee.script, amount } })
    pin.addOutput({ script: payee.script, amount: amount - 60_000n })
    pin.sign(payee.privateKey)
    pin.finalize()
    await node.rpc.call('sendrawtransaction', pin.hex, 0)
    await live(2)
    const [child, ...more] = said('agent.child-sent')
    expect(more).toEqual([])
    expect(child?.parent).toBe(txid)
    expect(await node.rpc.call<string[]>('getrawmempool')).toContain(child?.txid)
    // Passed over for longer than is waited, by blocks that somebody else fills.
    await node.rpc.call('prioritisetransaction', txid, null, -100_000_000)
    await mine(3)
    await live(1)
    expect(said('agent.child-sent')).toHaveLength(2)
    await node.rpc.call('prioritisetransaction', txid, null, 100_000_000)
    await mine(8)
    expect((await mined(reqId, from)).map((tx) => tx.txid)).toEqual([txid])
  })

  test('X13 behavior: caps hold: it says so and pays no more', async () => {
    const reqId = await ask()
    await live(1, null, { KEEPER_AGENT_MAX_RATE: '1' })
    const before = await waiting(reqId)
    await live(2, null, { KEEPER_AGENT_MAX_RATE: '1' })
    expect(said('agent.fee-capped').length).toBeGreaterThanOrEqual(1)
    await live(2, null, { KEEPER_AGENT_MAX_FEE_SATS: '300' })
    expect(said('agent.stuck').length).toBeGreaterThanOrEqual(1)
    expect(await waiting(reqId)).toEqual(before)
    await mine(8)
  })

  test('behavior: change is cut into a coin for each payment that is owed, also by a replacement', async () => {
    const from = await height()
    const reqIds = [await ask(), await ask(), await ask(), await ask(), await ask(), await ask()]
    await live(1, null, { KEEPER_AGENT_MAX_RATE: '1' })
    const ownScript = toHex(staker.script).slice(2)
    const changes = (tx: CoreTx | undefined) =>
      tx?.vout.filter(({ scriptPubKey }) => scriptPubKey.hex === ownScript).length ?? 0
    const paid = (await Promise.all(reqIds.map(waiting))).flat()
    const first = paid.toSorted((a, b) => changes(b) - changes(a))[0]
    expect(changes(first)).toBeGreaterThan(1)
    expect(changes(first)).toBeLessThanOrEqual(8)
    await live(1)
    const again = (await Promise.all(reqIds.map(waiting))).flat()
    expect(said('agent.bumped').length).toBe(paid.length)
    expect(again.map(changes).sort()).toEqual(paid.map(changes).sort())
    await mine(7)
    // Whoever had to wait for a coin finds one of the new ones; two may want the same.
    for (let round = 0; round < 4; round++) {
      await live(1)
      await mine(7)
    }
    for (const reqId of reqIds) expect(await mined(reqId, from), String(reqId)).toHaveLength(1)
  })

  test('X9 X10 behavior: one of three servers lies: paid once, and it is named; of two nothing is signed', async () => {
    const everySpend = JSON.stringify(
      Array.from({ length: 8 }, () => ({ spent: true, txid: '7'.repeat(64), vin: 0 })),
    )
    /** Spends of every coin that is not spent, by transactions that nobody signed. */
    const spendAll = (page: string) => {
      const known: EsploraEntry[] = JSON.parse(page)
      const spends = known.map(({ txid, vout }) => ({
        ...known[0],
        txid: `${txid.slice(0, 62)}ff`,
        vin: vout.map((_, index) => ({ txid, vout: index, sequence: 0 })),
        status: { confirmed: false },
      }))
      return JSON.stringify([...spends, ...known])
    }
    const lies: Record<string, Lie> = {
      'hides the history': (path) => (path.startsWith('/scripthash/') ? '[]' : null),
      'invents spends': (path, honest) =>
        path.startsWith('/scripthash/') ? spendAll(honest) : path.endsWith('/outspends') ? everySpend : null,
      'is far ahead': (path) => (path === '/blocks/tip/height' ? '9000000' : null),
      'asks for the moon': (path) => (path === '/fee-estimates' ? '{"1":90000,"6":90000}' : null),
    }
    let lie: Lie = () => null
    const liar = await lyingEsplora(node.esplora.url, () => lie)
    const honest = node.esplora.url
    try {
      for (const [name, told] of Object.entries(lies)) {
        lie = told
        const from = await height()
        const reqId = await ask()
        lines = []
        expect(await live(1, null, { KEEPER_ESPLORA: [honest, liar.url, honest].join(',') }), name).toBe(
          'lived',
        )
        expect(await waiting(reqId), name).toHaveLength(1)
        if (name.startsWith('hides'))
          expect(said('endpoint.contradicts')[0], 'named').toMatchObject({
            endpoint: expect.stringMatching(/#1$/),
          })
        await mine(7)
        expect(await mined(reqId, from), name).toHaveLength(1)
      }
      lie = lies['hides the history'] ?? lie
      const reqId = await ask()
      await expect(live(1, null, { KEEPER_ESPLORA: [honest, liar.url].join(',') })).rejects.toThrow(
        /contradict each other.*#0.*#1/,
      )
      expect(await waiting(reqId)).toEqual([])
    } finally {
      await liar.close()
    }
  })

  test('behavior: taken back when the owner has retried the share', async () => {
    const reqId = await ask()
    await live(1)
    expect(await waiting(reqId)).toHaveLength(1)
    const share = shares[reqId - 1]
    if (share) share.state = 4
    await live(2)
    expect(said('agent.cancelled')).toHaveLength(1)
    expect(await waiting(reqId)).toEqual([])
    await mine(8)
  })

  test('behavior: without coins it says so and pays nothing', async () => {
    const reqId = await ask(2_000_000_000_000n)
    await live(1)
    expect(said('agent.short')).toHaveLength(1)
    expect(report?.short).toBe(true)
    expect(await waiting(reqId)).toEqual([])
  })

  test('behavior: a missing key is said, and nothing else happens', async () => {
    await expect(live(1, null, { KEEPER_STAKER_KEY_FILES: '' })).rejects.toThrow(
      /KEEPER_STAKER_KEY_FILES.*is missing/,
    )
  })
})
