import { bitcoinKey } from './accounts.ts'
import { startBitcoind } from './bitcoin/bitcoind.ts'
import { makeFirstBlocks } from './bitcoin/first-blocks.ts'
import { Miner } from './bitcoin/miner.ts'
import type { BitcoinRpc } from './bitcoin/rpc.ts'
import { Clock, savedTime, wallTime } from './clock.ts'
import { startAnvil } from './evm/anvil.ts'
import type { EvmClient } from './evm/client.ts'
import type { StackPaths } from './paths.ts'
import type { Ports } from './ports.ts'
import type { Program } from './process/program.ts'
import type { Supervisor } from './process/supervisor.ts'

/** How long before now a new chain begins, so that what the seed does lies in the past and no clock runs ahead. */
const HISTORY_SECONDS = 24 * 3600

/** The two chains under one clock. */
export class Nodes {
  readonly #supervisor: Supervisor
  readonly #paths: StackPaths
  readonly #ports: Ports
  #bitcoind: Program | null = null
  #rpc: BitcoinRpc | null = null
  #evm: EvmClient | null = null
  #clock: Clock | null = null
  #miner: Miner | null = null
  /** true from the first start of both chains until they are brought to the present */
  isNew = false

  constructor(supervisor: Supervisor, paths: StackPaths, ports: Ports) {
    this.#supervisor = supervisor
    this.#paths = paths
    this.#ports = ports
  }

  get rpc(): BitcoinRpc {
    return started(this.#rpc, 'bitcoind')
  }
  get evm(): EvmClient {
    return started(this.#evm, 'anvil')
  }
  get clock(): Clock {
    return started(this.#clock, 'the clock')
  }
  get miner(): Miner {
    return started(this.#miner, 'the miner')
  }

  /** @returns where the program was found */
  async startBitcoin(): Promise<string> {
    const time = Math.max(wallTime(), savedTime(this.#paths.clock))
    return this.#startBitcoin(time, true)
  }

  async startEvm(): Promise<undefined> {
    const genesis = Math.max(wallTime() - HISTORY_SECONDS, savedTime(this.#paths.clock))
    const { client } = await startAnvil(this.#supervisor, this.#paths, this.#ports.evm, genesis)
    this.#evm = client
  }

  /**
   * Sets both clocks: a new pair of chains begins in the past, an old one goes on at the wall clock or, if that would be
   * backwards, at its own last time. Then makes sure that Bitcoin's tip is as young as the clock.
   */
  async join(): Promise<undefined> {
    const clock = new Clock(this.#paths.clock, this.evm, () => this.rpc)
    const address = bitcoinKey('faucet').address
    this.#clock = clock
    this.#miner = new Miner(() => this.rpc, clock, address)
    await this.evm.setAutomine(true)
    const last = await clock.now()
    this.isNew =
      (await this.evm.getBlockNumber()) === 0n && (await this.rpc.call<number>('getblockcount')) === 0
    const saved = savedTime(this.#paths.clock)
    await clock.set(this.isNew ? last + 1 : Math.max(wallTime(), saved, last + 1))
    await makeFirstBlocks(this.rpc, this.#miner, clock)
    if (!this.isNew) await this.#miner.mine(1)
  }

  /** From here on the EVM chain makes a block a second, in step with the wall clock. */
  async goLive(blockSeconds: number | null): Promise<undefined> {
    const now = await this.clock.now()
    if (now < wallTime()) await this.clock.set(wallTime())
    await this.miner.mine(1)
    await this.evm.setAutomine(false)
    await this.evm.setIntervalMining({ interval: 1 })
    this.miner.every(blockSeconds)
  }

  /**
   * Moves both clocks on, and Bitcoin by `blocks` dated evenly over the time passed.
   * @param onEvm runs once the EVM clock is there, before Bitcoin's blocks
   */
  async passTime(seconds: number, blocks: number, onEvm: () => Promise<unknown>): Promise<number> {
    return this.miner.pausedWhile(async () => {
      const before = await this.clock.now()
      const after = await this.clock.set(before + seconds)
      await onEvm()
      if (blocks > 0) await this.miner.mineOver(blocks, before, after)
      return this.clock.follow()
    })
  }

  stopMining(): void {
    this.#miner?.every(null)
  }

  /** Restarts the Bitcoin node with an empty mempool. */
  async restartWithoutMempool(): Promise<void> {
    await this.#bitcoind?.stop()
    await this.#startBitcoin(await this.clock.now(), false)
  }

  async #startBitcoin(time: number, keepMempool: boolean): Promise<string> {
    const node = await startBitcoind(this.#supervisor, this.#paths, this.#ports.bitcoin, time, keepMempool)
    this.#bitcoind = node.program
    this.#rpc = node.rpc
    return node.source
  }
}

function started<T>(value: T | null, name: string): T {
  if (value === null) throw new Error(`${name} is not started`)
  return value
}
