import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { BitcoinRpc } from './bitcoin/rpc.ts'
import type { EvmClient } from './evm/client.ts'

/** Unix seconds by the machine's clock. */
export function wallTime(): number {
  return Math.floor(Date.now() / 1000)
}

/**
 * One time for both chains: Bitcoin's clock follows the EVM chain's block time. The relay refuses headers more than two
 * hours ahead of it and minting needs a tip at most three hours behind, so they must not drift apart.
 */
export class Clock {
  readonly #file: string
  readonly #evm: EvmClient
  readonly #bitcoin: () => BitcoinRpc

  constructor(file: string, evm: EvmClient, bitcoin: () => BitcoinRpc) {
    this.#file = file
    this.#evm = evm
    this.#bitcoin = bitcoin
  }

  /** @returns time of the EVM chain's last block, in Unix seconds */
  async now(): Promise<number> {
    return Number((await this.#evm.getBlock()).timestamp)
  }

  /** Sets the EVM clock and makes a block, so that contracts see the new time at once; then Bitcoin's clock. */
  async set(time: number): Promise<number> {
    await this.#evm.request({ method: 'evm_setTime', params: [time] } as never)
    await this.#evm.mine({ blocks: 1 })
    return this.follow()
  }

  /** Sets Bitcoin's clock to the EVM chain's time and writes it down. */
  async follow(): Promise<number> {
    const time = await this.now()
    await this.#bitcoin().call('setmocktime', time)
    writeFileSync(this.#file, JSON.stringify({ time }))
    return time
  }
}

/** The last time that an earlier run wrote down, 0 when there was none: neither chain may start before it. */
export function savedTime(file: string): number {
  if (!existsSync(file)) return 0
  try {
    const { time } = JSON.parse(readFileSync(file, 'utf8')) as { time?: number }
    return time ?? 0
  } catch {
    return 0
  }
}
