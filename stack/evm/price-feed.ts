import { parseAbi } from 'viem'
import { ACCOUNT_INDEX, evmAccount } from '../accounts.ts'
import type { EvmClient } from './client.ts'
import { settle } from './settle.ts'

/** Of `contracts/src/local/LocalPriceFeed.sol`, which exists only locally and so has no generated ABI. */
const abi = parseAbi([
  'function set(int192 answer, uint64 updatedAt)',
  'function latestRoundData() view returns (uint80, int256 answer, uint256, uint256 updatedAt, uint80)',
])
export const FEED_SCALE = 100_000_000n
/** How old the price may get before it is published again, in seconds of EVM time; contracts take 30 days. */
const REFRESH_SECONDS = 24 * 3600

/** Publishes the local collateral's price, as the operator of a feed would, and stops when it is told to. */
export class PriceFeed {
  readonly #evm: EvmClient
  readonly #address: `0x${string}`
  /** false lets the price grow old */
  fresh = true

  constructor(evm: EvmClient, address: `0x${string}`) {
    this.#evm = evm
    this.#address = address
  }

  /** @returns sats for one whole token × 10^8, and the time of it in Unix seconds */
  async read(): Promise<{ answer: bigint; updatedAt: number }> {
    const round = await this.#evm.readContract({
      address: this.#address,
      abi,
      functionName: 'latestRoundData',
    })
    return { answer: round[1], updatedAt: Number(round[3]) }
  }

  /** @param updatedAt Unix seconds; 0 stands for now */
  async set(answer: bigint, updatedAt = 0): Promise<void> {
    const account = evmAccount(ACCOUNT_INDEX.admin)
    const args = [answer, BigInt(updatedAt)] as const
    const hash = await this.#evm.writeContract({
      account,
      address: this.#address,
      abi,
      functionName: 'set',
      args,
    })
    await settle(this.#evm, [hash])
  }

  /** Publishes the same price again when it has become old and nobody wants it to. */
  async refresh(now: number): Promise<void> {
    if (!this.fresh) return
    const { answer, updatedAt } = await this.read()
    if (now - updatedAt > REFRESH_SECONDS) await this.set(answer)
  }
}
