import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createPublicClient, createWalletClient, http, parseEventLogs, webSocket } from 'viem'
import { entanglementManagerAbi } from '../contracts-abi/entanglement-manager.ts'
import { readEndpoints } from '../lib/config/env.server.ts'
import { toSat } from '../lib/core/to-sat.ts'
import { readQuote } from '../lib/evm/read-quote.ts'
import { serveApp } from '../lib/server/testing/serve-app.ts'
import { evmAccount } from '../stack/accounts.ts'
import { defaultOptions } from '../stack/options.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { printRow } from './row.ts'
import { print } from './samples.ts'

/**
 * The API on a real stack with a production build: how long after a block its rows are visible to a browser (B10), and
 * what one origin answers without any cache before it (L2). `SLUICE_ENDPOINTS` names a running stack; without it one is
 * started. The load comes from the same machine and takes its share of the processors.
 */
const DEPOSITS = 30
const BLOCK_TO_API_MS = 1_500
const CONNECTIONS = 50
const LOAD_MS = 5_000
const LOAD_PORT = 22_220
/** B12 */
const RESTART_MS = 10_000
const LEAST_PER_SECOND = 700
const LOAD_P99_MS = 120

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const percentile = (values: number[], part: number) => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}
const row = (name: string, of: string, value: number, unit: string, limit: number | null, ok: boolean) =>
  printRow({ row: of, name, value: Math.round(value), unit, peer: null, ratio: null, limit, ok })

type Endpoints = ReturnType<typeof readEndpoints>

async function blockToApi({ evm, app, contracts }: Endpoints): Promise<number[]> {
  if (evm.ws === null) throw new Error('the stack names no WebSocket of the EVM node')
  const manager = contracts.EntanglementManager as `0x${string}`
  const account = evmAccount(15)
  const client = createPublicClient({ transport: http(evm.rpc[0]), pollingInterval: 20 })
  const wallet = createWalletClient({ account, transport: http(evm.rpc[0]) })
  const heads = createPublicClient({ transport: webSocket(evm.ws) })
  const arrived = new Map<bigint, number>()
  const unwatch = heads.watchBlockNumber({ onBlockNumber: (block) => arrived.set(block, performance.now()) })
  const sats = toSat(20_000n)
  const waits: number[] = []
  for (let n = 0; n < DEPOSITS; n++) {
    const { bondWei } = await readQuote(client, manager, sats)
    const hash = await wallet.writeContract({
      chain: null,
      address: manager,
      abi: entanglementManagerAbi,
      functionName: 'requestDeposit',
      args: [sats, account.address, `0x${'5a'.repeat(20)}`, false],
      value: bondWei,
    })
    const receipt = await client.waitForTransactionReceipt({ hash })
    const [asked] = parseEventLogs({
      abi: entanglementManagerAbi,
      eventName: 'DepositRequested',
      logs: receipt.logs,
    })
    if (asked === undefined) throw new Error('the deposit was refused')
    while ((await fetch(`${app.url}/api/v1/requests/${asked.args.reqId}`)).status !== 200) await sleep(10)
    const seen = performance.now()
    const since = arrived.get(receipt.blockNumber)
    if (since === undefined) throw new Error('the head of that block never came')
    waits.push(seen - since)
  }
  unwatch()
  return waits
}

async function load(url: string): Promise<{ perSecond: number; waits: number[]; failed: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const end = performance.now() + LOAD_MS
  const waits: number[] = []
  let failed = 0
  const one = () =>
    new Promise<void>((resolve) => {
      const begun = performance.now()
      get(url, { agent }, (response) => {
        response.resume()
        response.on('end', () => {
          waits.push(performance.now() - begun)
          if (response.statusCode !== 200) failed += 1
          resolve()
        })
      }).on('error', () => {
        failed += 1
        resolve()
      })
    })
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) await one()
    }),
  )
  agent.destroy()
  return { perSecond: (waits.length * 1000) / (performance.now() - begun), waits, failed }
}

async function measure(endpoints: Endpoints): Promise<void> {
  const waits = await blockToApi(endpoints)
  const worst = percentile(waits, 0.99)
  row('block to API, median', 'B10', percentile(waits, 0.5), 'ms', null, true)
  row('block to API, p99', 'B10', worst, 'ms', BLOCK_TO_API_MS, worst <= BLOCK_TO_API_MS)
}

/** The origin alone: nothing in front of it, one client makes all the load, beside the emptiest route of the server. */
async function measureLoad(endpointsFile: string): Promise<void> {
  const began = Date.now()
  const stop = await serveApp(LOAD_PORT, { SLUICE_ENDPOINTS: endpointsFile, SLUICE_RATE_LIMIT: '999999999' })
  try {
    const url = `http://127.0.0.1:${LOAD_PORT}/api`
    while ((await fetch(`${url}/v1/requests?limit=1`)).status !== 200) await sleep(20)
    print('restart of the API to its first answer', Date.now() - began, RESTART_MS)
    await load(`${url}/v1/requests?limit=20`)
    const ours = await load(`${url}/v1/requests?limit=20`)
    const bare = await load(`${url}/health`)
    const sound = ours.failed === 0
    printRow({
      row: 'L2',
      name: 'answers by one origin, at least; peer: an empty route',
      value: Math.round(ours.perSecond),
      unit: '1/s',
      peer: Math.round(bare.perSecond),
      ratio: Math.round((ours.perSecond / bare.perSecond) * 1000) / 1000,
      limit: LEAST_PER_SECOND,
      ok: sound && ours.perSecond >= LEAST_PER_SECOND,
    })
    const slow = percentile(ours.waits, 0.99)
    row('answer by one origin under load, p99', 'L2', slow, 'ms', LOAD_P99_MS, sound && slow <= LOAD_P99_MS)
  } finally {
    await stop()
  }
}

const root = path.resolve(import.meta.dirname, '..')
if (process.env.SLUICE_ENDPOINTS) {
  await measure(readEndpoints(process.env, root))
  await measureLoad(path.resolve(process.env.SLUICE_ENDPOINTS))
} else {
  const dir = mkdtempSync(path.join(tmpdir(), 'sluice-bench-'))
  let stack: Stack | undefined
  try {
    stack = await startStack({ ...defaultOptions, mode: 'stack', fresh: true, portBase: 22_200, dir })
    if (stack.endpoints === null) throw new Error('nothing was deployed')
    await measure(stack.endpoints)
    await measureLoad(stack.paths.endpoints)
  } finally {
    await stack?.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}
process.exit(0)
