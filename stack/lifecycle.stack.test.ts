import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createPublicClient, http } from 'viem'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readRelayTip } from '../lib/evm/read-relay-tip.ts'
import { bitcoinKey } from './accounts.ts'
import { repoRoot, stackPaths } from './paths.ts'
import { poll } from './process/wait.ts'
import { StackError } from './stack-error.ts'
import type { Stack } from './start-stack.ts'
import { control, processesOf, startTestStack, stillRuns, type TestPlace, testPlace } from './test-stack.ts'

let place: TestPlace
let stacks: Stack[]
beforeEach(async () => {
  place = await testPlace()
  stacks = []
})
afterEach(async () => {
  for (const stack of stacks) await stack.stop()
  place.remove()
})

async function start(
  ...args: Parameters<typeof startTestStack> extends [unknown, ...infer Rest] ? Rest : never
) {
  const stack = await startTestStack(place, ...args)
  stacks.push(stack)
  return stack
}
const evmOf = (stack: Stack) => createPublicClient({ transport: http(stack.endpoints?.evm.rpc[0]) })

/** Runs the command line in a process of its own until it says that it is ready. */
async function startCli(parts: string) {
  const child = spawn(
    process.execPath,
    [
      ...['stack/main.ts', 'stack', '--only', parts, '--block-seconds', '1'],
      ...['--dir', place.dir, '--port-base', String(place.portBase)],
    ],
    { cwd: repoRoot, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await poll(async () => said.includes('Ready in') || child.exitCode !== null, {
    timeoutMs: 60_000,
    onTimeout: () => new Error(`not ready:\n${said}`),
  })
  return { child, ended, said: () => said }
}

describe('the state', () => {
  test('behavior: stop and start again goes on where it was', async () => {
    const first = await start(['control', 'seed'])
    const { address } = bitcoinKey('receiver')
    const paid = (await control(first, '/faucet', { address, sats: 50_000 })).body as { txid: string }
    await control(first, '/mine', { blocks: 2 })
    await control(first, '/time', { seconds: 40 * 24 * 3600, blocks: 3 })
    const block = await evmOf(first).getBlock()
    const before = (await control(first, '/status')).body as { bitcoin: { height: number }; time: number }
    await first.stop()

    const second = await start(['control', 'seed'])
    expect(second.endpoints?.contracts).toEqual(first.endpoints?.contracts)
    expect((await evmOf(second).getBlock({ blockNumber: block.number })).hash).toBe(block.hash)
    const after = (await control(second, '/status')).body as typeof before
    expect(after.bitcoin.height).toBeGreaterThan(before.bitcoin.height)
    // time that was passed by hand is not taken back
    expect(after.time).toBeGreaterThan(before.time)
    expect(after.time - before.time).toBeLessThan(60)
    const tx = await fetch(`${second.esplora}/tx/${paid.txid}/status`)
    expect(await tx.json()).toMatchObject({ confirmed: true })
  })

  test('behavior: --fresh starts over', async () => {
    const first = await start(['control', 'deploy'])
    const genesis = (await evmOf(first).getBlock({ blockNumber: 0n })).hash
    await control(first, '/mine', { blocks: 5 })
    await first.stop()
    const second = await start(['control', 'deploy'], { fresh: true })
    expect((await evmOf(second).getBlock({ blockNumber: 0n })).hash).not.toBe(genesis)
    expect((await control(second, '/status')).body).toMatchObject({ bitcoin: { height: 301 } })
  })

  test('behavior: a Bitcoin node that lost blocks grows past what the relay knows', async () => {
    const first = await start(['control', 'seed'])
    const relay = first.endpoints?.contracts.BitcoinRelay ?? '0x'
    const known = (await readRelayTip(evmOf(first), relay)).height
    // the same that a kill -9 does, without waiting for luck: the node forgets everything above the checkpoint
    await first.stop()
    const paths = stackPaths(place.dir)
    const { checkpointHeight } = JSON.parse(readFileSync(paths.deployment, 'utf8'))
    expect(known).toBeGreaterThan(checkpointHeight)
    const cut = await start(['control'])
    const hash = await (await fetch(`${cut.esplora}/block-height/${checkpointHeight + 1}`)).text()
    const rpc = (method: string, ...params: unknown[]) =>
      fetch(`http://127.0.0.1:${place.portBase + 3}`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(readFileSync(paths.cookie, 'utf8'))}` },
        body: JSON.stringify({ method, params }),
      })
    expect((await rpc('invalidateblock', hash)).status).toBe(200)
    await cut.stop()

    const second = await start(['control', 'seed'])
    const { height } = ((await control(second, '/status')).body as { bitcoin: { height: number } }).bitcoin
    expect(height).toBeGreaterThan(known)
  })
})

describe('the end', () => {
  test('behavior: SIGTERM ends everything, exit code 0', async () => {
    const cli = await startCli('control,deploy,postgres')
    const running = processesOf(place.dir)
    expect(running.map(({ name }) => name).sort()).toEqual(['anvil', 'bitcoind', 'postgres'])
    cli.child.kill('SIGTERM')
    expect(await cli.ended).toBe(0)
    expect(running.filter(stillRuns)).toEqual([])
    expect(existsSync(stackPaths(place.dir).lock)).toBe(false)
  })

  test('behavior: after kill -9 of the runner the next start ends what it left and goes on', async () => {
    const cli = await startCli('control,deploy,postgres')
    const orphans = processesOf(place.dir)
    cli.child.kill('SIGKILL')
    await cli.ended
    expect(orphans.filter(stillRuns)).toHaveLength(3)
    const second = await start(['control', 'deploy', 'postgres'])
    expect(orphans.filter(stillRuns)).toEqual([])
    expect((await control(second, '/status')).status).toBe(200)
  })

  test('behavior: a part that dies stops everything with its last lines', async () => {
    const cli = await startCli('control,deploy')
    const running = processesOf(place.dir)
    const anvil = running.find(({ name }) => name === 'anvil')
    process.kill(anvil?.pid ?? 0, 'SIGKILL')
    expect(await cli.ended).toBe(1)
    expect(cli.said()).toContain('anvil stopped by itself (signal SIGKILL).')
    expect(running.filter(stillRuns)).toEqual([])
  })

  test('behavior: an interrupted first start begins anew', async () => {
    const abort = new AbortController()
    const { startStack } = await import('./start-stack.ts')
    const { selectParts } = await import('./options.ts')
    const parts = selectParts(['control', 'seed'], null)
    const { dir, portBase } = place
    const say = (line: string) => {
      if (line.includes('deploy')) abort.abort()
    }
    await expect(startStack({ parts, dir, portBase }, { signal: abort.signal, say })).rejects.toThrow(
      StackError,
    )
    const second = await start(['control', 'seed'])
    expect((await control(second, '/status')).body).toMatchObject({ parts: { esplora: true } })
  })
})

describe('refusals', () => {
  test('error: a second copy in the same directory', async () => {
    const first = await start(['control'])
    await expect(startTestStack(place, ['control'])).rejects.toThrow('A stack already runs in')
    // and the first one is none the worse for it
    expect((await control(first, '/status')).status).toBe(200)
  })

  test('error: a taken port, with everything stopped', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(place.portBase + 4, '127.0.0.1', resolve))
    try {
      await expect(startTestStack(place, ['control'])).rejects.toThrow(`Port ${place.portBase + 4} (evm)`)
      expect(existsSync(stackPaths(place.dir).lock)).toBe(false)
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
    await start(['control'])
  })

  test('error: no Bitcoin node, with everything stopped', async () => {
    process.env.BITCOIND = '/nowhere/bitcoind'
    try {
      await expect(startTestStack(place, ['control'])).rejects.toThrow('BITCOIND is /nowhere/bitcoind')
    } finally {
      delete process.env.BITCOIND
    }
    // anvil was being started at the same moment
    expect(processesOf(place.dir).filter(stillRuns)).toEqual([])
    await start(['control'])
  })
})
