import { mkdirSync } from 'node:fs'
import type { StackPaths } from '../paths.ts'
import type { Program } from '../process/program.ts'
import type { Supervisor } from '../process/supervisor.ts'
import { findBitcoind } from './find-bitcoind.ts'
import { BitcoinRpc } from './rpc.ts'

/**
 * Starts Bitcoin Core on regtest, alone in the world, and waits until it answers.
 * @param time its clock in Unix seconds; it stands still until `setmocktime` moves it
 * @param keepMempool false starts with an empty mempool
 * @throws StackError when there is no node, or it does not start
 */
export async function startBitcoind(
  supervisor: Supervisor,
  paths: StackPaths,
  port: number,
  time: number,
  keepMempool = true,
): Promise<{ program: Program; rpc: BitcoinRpc; source: string }> {
  const { file, source } = await findBitcoind()
  mkdirSync(paths.bitcoin, { recursive: true })
  const program = await supervisor.start({
    name: 'bitcoind',
    command: file,
    args: [
      '-regtest',
      `-datadir=${paths.bitcoin}`,
      '-server=1',
      '-listen=0',
      '-connect=0',
      '-dnsseed=0',
      '-fixedseeds=0',
      '-discover=0',
      '-natpmp=0',
      '-rpcbind=127.0.0.1',
      '-rpcallowip=127.0.0.1',
      `-rpcport=${port}`,
      '-txindex=1',
      '-blockfilterindex=1',
      '-printtoconsole=0',
      '-disablewallet=1',
      // its clock follows the EVM chain's, so that neither runs ahead of the other when time is passed
      `-mocktime=${time}`,
      `-persistmempool=${keepMempool ? 1 : 0}`,
    ],
  })
  const rpc = new BitcoinRpc(`http://127.0.0.1:${port}`, paths.cookie)
  await program.ready(async () => {
    await rpc.call('getblockcount')
    return true
  })
  return { program, rpc, source }
}
