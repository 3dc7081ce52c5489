import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from 'viem'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { scriptToAddress } from '../../../lib/bitcoin/script-to-address.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { bitcoinKey } from '../../../stack/accounts.ts'
import { BitcoinRpc } from '../../../stack/bitcoin/rpc.ts'
import type { KeeperProcess } from '../../test/keeper-process.ts'
import { type LocalStack, startLocalStack, until } from '../../test/local-stack.ts'
import { withdrawalsOf } from '../../test/withdrawals.ts'

const portBase = 21_500
const [settlePort, agentPort, secondPort] = [21_520, 21_521, 21_522]
/** Kills at every step; many in the nightly run. */
const kills = Number(process.env.AGENT_KILLS ?? 2)
/** Withdrawals that two agents race for. */
const races = Number(process.env.AGENT_RACES ?? 2)
const sats = 300_000n

let stack: LocalStack
let core: BitcoinRpc
let withdrawals: ReturnType<typeof withdrawalsOf>
let keyFiles: string
let keys: { path: string; address: `0x${string}` }[] = []
let running: KeeperProcess[] = []
let payees = 0

beforeAll(async () => {
  stack = await startLocalStack(portBase)
  const { rpc, cookieFile } = stack.endpoints.bitcoin
  core = new BitcoinRpc(String(rpc), String(cookieFile))
  withdrawals = withdrawalsOf(stack)
  keyFiles = Array.from({ length: 5 }, (_, position) => {
    const file = join(stack.dir, `staker-${position}.key`)
    writeFileSync(file, toHex(bitcoinKey(`staker ${position}`).privateKey), { mode: 0o600 })
    return file
  }).join(',')
  keys = await Promise.all([stack.newKey(), stack.newKey(), stack.newKey()])
  stack.keeper(keys[0]?.path ?? '', settlePort, { KEEPER_RELAY_BATCH: '500' })
})
afterAll(async () => {
  await stack?.stop()
})
afterEach(async () => {
  await Promise.all(running.map((keeper) => keeper.kill()))
  running = []
})

const agent = (env: Record<string, string> = {}, port = agentPort): KeeperProcess => {
  const key = keys[port - settlePort]?.path ?? ''
  const keeper = stack.keeper(key, port, { KEEPER_STAKER_KEY_FILES: keyFiles, ...env }, 'agent')
  running.push(keeper)
  return keeper
}
const payee = () => bitcoinKey(`payee ${++payees}`)
const ask = (amount = sats) => withdrawals.request(amount, toHex(payee().script))

interface CoreTx {
  txid: string
  vin: { txid: string; vout: number }[]
  vout: { value: number; scriptPubKey: { hex: string } }[]
}
/** Every transaction with a share's marking, in blocks and in the mempool, according to Bitcoin Core. */
const marked = async (share: OwedShare): Promise<{ mined: CoreTx[]; waiting: CoreTx[] }> => {
  const script = `6a0d${share.marking.slice(2)}`
  const carries = (tx: CoreTx) => tx.vout.some(({ scriptPubKey }) => scriptPubKey.hex === script)
  const tip = await core.call<number>('getblockcount')
  const mined: CoreTx[] = []
  for (let height = share.requestHeight; height <= tip; height++) {
    const hash = await core.call<string>('getblockhash', height)
    mined.push(...(await core.call<{ tx: CoreTx[] }>('getblock', hash, 2)).tx.filter(carries))
  }
  const ids = await core.call<string[]>('getrawmempool')
  const waiting = await core.batch<CoreTx>(ids.map((txid) => ['getrawtransaction', txid, true]))
  return { mined, waiting: waiting.filter(carries) }
}
const inMempool = (share: OwedShare, ms = 40_000) =>
  until(`payment of ${share.reqId} in the mempool`, async () => (await marked(share)).waiting[0] ?? null, ms)
/** Mines what waits and enough on top; the share must end as paid, by exactly one transaction. */
const exactlyOnce = async (share: OwedShare): Promise<CoreTx> => {
  await stack.mine(6)
  await withdrawals.paid(share, 30_000)
  // Long enough for an agent to pay again if it were going to, and deep enough for it to have forgotten nothing.
  await stack.mine(2)
  await new Promise((done) => setTimeout(done, 2_500))
  const { mined, waiting } = await marked(share)
  expect(mined.map(({ txid }) => txid)).toHaveLength(1)
  expect(waiting).toEqual([])
  const [tx] = mined
  if (!tx) throw new Error('not mined')
  const payments = tx.vout.filter(({ scriptPubKey }) => `0x${scriptPubKey.hex}` === share.payoutScript)
  expect(payments.map(({ value }) => BigInt(Math.round(value * 1e8)))).toEqual([share.payoutSats])
  return tx
}
const intentFiles = (port: number) => {
  const dir = join(stack.dir, `keeper-${port}`)
  return readdirSync(dir)
    .filter((name) => name.startsWith('intents-'))
    .map((name) => join(dir, name))
}
const loseMemory = () => {
  for (const dir of intentFiles(agentPort)) rmSync(dir, { recursive: true, force: true })
}

describe('sweep', () => {
  test('default: minted deposits go to the staker’s own script; one that is not minted is never touched', async () => {
    const [reqId = 0n] = await stack.request(sats)
    await stack.assigned(reqId)
    const txid = await stack.pay(reqId, sats)
    await stack.mine(5)
    const script = (await stack.deposit(reqId))?.assignment?.script ?? '0x'
    const address = String(scriptToAddress(fromHex(script), 'regtest'))
    const keeper = agent()
    const swept = () => keeper.of('agent.swept').flatMap(({ reqIds }) => reqIds)
    await until('the sweeps', async () => swept().length > 0)
    await new Promise((done) => setTimeout(done, 4_000))
    expect(swept()).not.toContain(String(reqId))
    expect((await stack.esplora.addressUtxos(address)).map((coin) => coin.txid)).toEqual([txid])
    await stack.mine(1)
    await stack.minted(reqId, 20_000)
    await until('its sweep', async () => swept().includes(String(reqId)))
    await stack.mine(6)
    await until('nothing left there', async () => (await stack.esplora.addressUtxos(address)).length === 0)
  })
})

describe('pay', () => {
  test('default: a withdrawal is paid, marked, and proven by whoever runs the keeper', async () => {
    agent()
    const share = await ask()
    await inMempool(share)
    await exactlyOnce(share)
  })

  test.each(['seen', 'chosen', 'written', 'signed', 'broadcast', 'recorded'])(
    'X3 behavior: killed at "%s", memory lost, transaction evicted: exactly one payment',
    async (step) => {
      const share = await ask()
      for (let kill = 0; kill < kills; kill++) {
        const { exited } = agent({ KEEPER_FAIL_AT: `${step}@agent.pay` })
        expect(await exited).toMatchObject({ signal: 'SIGKILL' })
        if (kill % 2 === 0) loseMemory()
        const sent = (await marked(share)).waiting.map(({ txid }) => txid)
        if (sent.length > 0 && kill + 1 < kills) await stack.control('/mempool/drop', { txids: sent })
      }
      agent()
      await inMempool(share)
      await exactlyOnce(share)
    },
    180_000 + kills * 5_000,
  )

  test(
    'X4 behavior: two agents with one key on two machines: one payment each; on one machine the second waits',
    async () => {
      const first = agent()
      agent({}, secondPort)
      for (let race = 0; race < races; race++) {
        const share = await ask()
        await inMempool(share)
        await exactlyOnce(share)
      }
      const third = agent(
        { KEEPER_STATE_DIR: join(stack.dir, `keeper-${agentPort}`), KEEPER_PORT: '21523' },
        secondPort,
      )
      await until(
        'the lock',
        async () => third.of('job.failed').some(({ code }) => code === 'keeper.lock_held') || null,
      )
      expect(first.running).toBe(true)
    },
    180_000 + races * 20_000,
  )
})

describe('bump', () => {
  const stuck = async () => {
    const poor = agent({ KEEPER_AGENT_MAX_RATE: '1' })
    const share = await ask()
    const tx = await inMempool(share)
    await stack.control('/mempool/hold', { txids: [tx.txid] })
    await stack.mine(3)
    expect((await marked(share)).mined).toEqual([])
    await poor.kill()
    return { share, tx }
  }

  test('X13 behavior: a stuck payment is replaced at a higher fee by one with the same inputs', async () => {
    const { share, tx } = await stuck()
    const rich = agent()
    await until('the bump', async () => rich.has('agent.bumped') || null)
    const replaced = await inMempool(share)
    expect(replaced.txid).not.toBe(tx.txid)
    expect(replaced.vin.map(({ txid, vout }) => [txid, vout])).toEqual(
      tx.vin.map(({ txid, vout }) => [txid, vout]),
    )
    expect((await exactlyOnce(share)).txid).toBe(replaced.txid)
  })
})

describe('deadlines', () => {
  test('behavior: a share too near its deadline is not begun and it says so; past both margins it is recorded as late', async () => {
    const share = await ask()
    const left = share.deadlineHeight - (await core.call<number>('getblockcount'))
    await stack.mine(left - 5)
    await stack.relayed(60_000)
    // An hour before the other clock: both are nearly over.
    await stack.control('/time', { seconds: 86_400 - 3_600, blocks: 0 })
    const keeper = agent()
    await until('the word', async () => keeper.has('agent.too-late') || null)
    expect((await marked(share)).waiting).toEqual([])
    await stack.control('/time', { seconds: 3_600 + 6 * 3_600 + 600, blocks: 50 })
    const state = async () => (await withdrawals.shares(share.reqId))[share.share]?.state
    await until('the record', async () => (await state()) === 'TimedOut')
  })
})
