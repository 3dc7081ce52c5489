import type { Clock } from '../clock.ts'
import { type Miner, SPACING } from './miner.ts'
import type { BitcoinRpc } from './rpc.ts'

/**
 * Blocks made at the first start. The regtest subsidy halves every 150 blocks and a coinbase matures after 100, so this
 * leaves the faucet 200 mature coins with 8,750 BTC, long before the subsidy is gone.
 */
const FIRST_BLOCKS = 300

/** Makes the first blocks of a new chain, ten minutes apart, the last one now. Does nothing on a chain that has any. */
export async function makeFirstBlocks(rpc: BitcoinRpc, miner: Miner, clock: Clock): Promise<void> {
  const height = await rpc.call<number>('getblockcount')
  if (height > 0) return
  const now = await clock.now()
  await miner.mineOver(FIRST_BLOCKS, now - FIRST_BLOCKS * SPACING, now)
}
