import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { projectEnv, root, run } from './steps.ts'

/** Folder of the plain production build, beside the local stack's `.next`. */
export const PLAIN_DIST = '.next-plain'

/**
 * Addresses of a deployment that is not there: pages must stand on their own without it. Its chain is on another host, as
 * in every real one, which a page may contact only once the person connects or asks.
 */
const nowhere = {
  version: 1,
  evm: { chainId: 31337, rpc: ['https://rpc.invalid'], ws: null },
  bitcoin: { network: 'regtest', esplora: ['http://127.0.0.1:9'], rpc: null, cookieFile: null },
  indexer: { url: 'http://127.0.0.1:9' },
  keeper: { url: null },
  app: { url: 'http://127.0.0.1:9' },
  control: null,
  contracts: Object.fromEntries(
    [
      'AccessManager',
      'RequestIds',
      'QpBTC',
      'BitcoinRelay',
      'StakerRegistry',
      'StakerSelector',
      'EntanglementManager',
      'DepositMinter',
      'EscrowBuffer',
      'HolderSelector',
      'WithdrawalManager',
      'CollateralToken',
      'PriceFeed',
    ].map((name, at) => [name, `0x${(at + 1).toString(16).padStart(40, '0')}`]),
  ),
  startBlock: 0,
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })

/** How the plain production build is made: without the developer panel, as it would be deployed. */
export const plainBuild = {
  command: ['next', 'build'],
  env: { SLUICE_DIST: PLAIN_DIST, SLUICE_LOCAL: '', NEXT_TELEMETRY_DISABLED: '1' },
}

/** Makes the plain production build. */
export async function buildPlain(): Promise<void> {
  const { code, output } = await run(plainBuild.command, { quiet: true, env: plainBuild.env })
  if (code !== 0) throw new Error(`The plain build failed:\n${output}`)
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()))

/**
 * Serves the plain build on a free port of this machine.
 *
 * @param endpoints a running deployment as JSON; by default one that does not answer
 * @throws when it does not answer within 20 seconds
 */
export async function servePlain(
  endpoints: unknown = nowhere,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/next/dist/bin/next'), 'start', '-p', `${port}`, '-H', '127.0.0.1'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: projectEnv({
        NODE_ENV: 'production',
        SLUICE_DIST: PLAIN_DIST,
        SLUICE_LOCAL: '',
        SLUICE_ENDPOINTS_JSON: JSON.stringify(endpoints),
        NEXT_TELEMETRY_DISABLED: '1',
      }),
    },
  )
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended(child)
  }
  const url = `http://127.0.0.1:${port}`
  for (const started = Date.now(); Date.now() - started < 20_000; ) {
    const answer = await fetch(`${url}/favicon.svg`).catch(() => null)
    if (answer?.ok) return { url, stop }
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  await stop()
  throw new Error(`The plain build does not serve:\n${said.join('')}`)
}
