import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBitcoind } from '../../stack/bitcoin/find-bitcoind.ts'
import { BitcoinRpc } from '../../stack/bitcoin/rpc.ts'

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(address),
      )
    })
  })

/** A real Bitcoin Core of its own on regtest, in a folder that goes away with it. */
export const runBitcoind = async (): Promise<{ rpc: BitcoinRpc; stop: () => Promise<void> }> => {
  const { file } = await findBitcoind()
  const [port, dir] = [await freePort(), mkdtempSync(path.join(tmpdir(), 'sluice-bitcoind-'))]
  const alone = ['-listen=0', '-connect=0', '-dnsseed=0', '-discover=0', '-rpcallowip=127.0.0.1']
  const own = [`-datadir=${dir}`, `-rpcport=${port}`, '-rpcbind=127.0.0.1', '-server=1']
  const flags = ['-regtest', ...own, ...alone, '-printtoconsole=0', '-disablewallet=1', '-txindex=1']
  const node = spawn(file, flags, { stdio: 'ignore' })
  const rpc = new BitcoinRpc(`http://127.0.0.1:${port}`, path.join(dir, 'regtest', '.cookie'))
  for (let attempt = 0; ; attempt++)
    try {
      await rpc.call('getblockcount')
      break
    } catch (error) {
      if (attempt > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  return {
    rpc,
    stop: async () => {
      const gone = new Promise((resolve) => node.once('exit', resolve))
      node.kill('SIGTERM')
      await gone
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
