import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { ACCOUNT_COUNT, MNEMONIC } from '../accounts.ts'
import type { StackPaths } from '../paths.ts'
import type { Program } from '../process/program.ts'
import type { Supervisor } from '../process/supervisor.ts'
import { StackError } from '../stack-error.ts'
import { type EvmClient, evmClient } from './client.ts'
import { foundryBinary } from './foundry-binary.ts'

export const LOCAL_CHAIN_ID = 31337

/**
 * Starts anvil without mining: it would date its first blocks by the wall clock, before the caller can set the time.
 * State is written every five seconds and at a clean end.
 * @param genesisTime Unix seconds of the genesis block, used only when there is no state yet
 * @throws StackError when its state is damaged or it does not start
 */
export async function startAnvil(
  supervisor: Supervisor,
  paths: StackPaths,
  port: number,
  genesisTime: number,
): Promise<{ program: Program; client: EvmClient }> {
  const resumed = existsSync(paths.anvilState)
  if (resumed) requireWhole(paths.anvilState)
  const program = await supervisor.start({
    name: 'anvil',
    command: foundryBinary('anvil'),
    args: [
      ...['--host', '127.0.0.1', '--port', String(port), '--chain-id', String(LOCAL_CHAIN_ID)],
      ...['--hardfork', 'cancun', '--no-mining', '--mnemonic', MNEMONIC, '--accounts', String(ACCOUNT_COUNT)],
      ...['--state', paths.anvilState, '--state-interval', '5', '--silent'],
      ...(resumed ? [] : ['--timestamp', String(genesisTime)]),
    ],
  })
  const client = evmClient(`http://127.0.0.1:${port}`)
  await program.ready(async () => (await client.getChainId()) === LOCAL_CHAIN_ID)
  return { program, client }
}

/** A runner killed while anvil wrote leaves half a file, over which anvil dies without a word. */
function requireWhole(file: string): void {
  const previous = `${file}.previous`
  try {
    JSON.parse(readFileSync(file, 'utf8'))
    copyFileSync(file, previous)
  } catch (cause) {
    if (!existsSync(previous)) {
      throw new StackError(`The EVM state ${file} is damaged.`, 'Start over with --fresh.', { cause })
    }
    copyFileSync(previous, file)
  }
}
