import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBitcoind } from './bitcoin/find-bitcoind.ts'
import { BitcoinRpc } from './bitcoin/rpc.ts'
import { EsploraAdapter } from './esplora/server.ts'

export type BitcoinNode = Awaited<ReturnType<typeof startBitcoinNode>>

/** For tests: a Bitcoin Core of its own with the Esplora adapter before it, and no EVM chain beside it. */
export async function startBitcoinNode() {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-bitcoin-'))
  const { file } = await findBitcoind()
  const port = await freePort()
  const flags = ['-regtest', `-datadir=${dir}`, '-server=1', '-listen=0', '-connect=0', '-dnsseed=0']
  const more = ['-discover=0', '-rpcbind=127.0.0.1', '-rpcallowip=127.0.0.1', `-rpcport=${port}`]
  const rest = ['-printtoconsole=0', '-disablewallet=1', '-txindex=1', '-persistmempool=0']
  const rpc = new BitcoinRpc(`http://127.0.0.1:${port}`, join(dir, 'regtest', '.cookie'))
  const start = async () => {
    const child = spawn(file, [...flags, ...more, ...rest], { stdio: 'ignore' })
    for (let attempt = 0; ; attempt++)
      try {
        await rpc.call('getblockcount')
        return child
      } catch (error) {
        if (attempt > 100) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
  }
  let child = await start()
  const stopNode = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }
  const esplora = new EsploraAdapter(() => rpc, await freePort())
  await esplora.start()
  return {
    rpc,
    esplora,
    /** Everything unmined is forgotten: there is no call for it, so the node starts anew. */
    evictAll: async () => {
      await stopNode()
      child = await start()
    },
    stop: async () => {
      await esplora.stop()
      await stopNode()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}
