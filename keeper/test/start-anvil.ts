import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createTestClient, http, publicActions, walletActions } from 'viem'
import { foundry } from 'viem/chains'

/** Ports that tests here may take. */
const firstPort = 21_800
const lastPort = 21_899

export async function freePort(first = firstPort, last = lastPort): Promise<number> {
  for (let port = first; port <= last; port++) if (await isFree(port)) return port
  throw new Error(`no free port from ${first} to ${last}`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
}

export type Anvil = Awaited<ReturnType<typeof startAnvil>>

/** A real EVM node of its own, mining only when told. */
export async function startAnvil(...args: string[]) {
  const port = await freePort()
  const require = createRequire(import.meta.url)
  const name = `@foundry-rs/anvil-${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}`
  const binary = join(dirname(require.resolve(`${name}/package.json`)), 'bin', 'anvil')
  const child = spawn(
    binary,
    ['--port', String(port), '--silent', '--no-mining', '--hardfork', 'cancun', ...args],
    {
      stdio: 'ignore',
    },
  )
  const url = `http://127.0.0.1:${port}`
  const client = createTestClient({
    mode: 'anvil',
    chain: foundry,
    transport: http(url),
    pollingInterval: 50,
  })
    .extend(publicActions)
    .extend(walletActions)
  for (let tries = 0; ; tries++) {
    try {
      await client.getChainId()
      break
    } catch (error) {
      if (tries > 100) throw error
      await new Promise((tick) => setTimeout(tick, 50))
    }
  }
  return { url, client, child, stop: () => child.kill('SIGKILL') }
}
