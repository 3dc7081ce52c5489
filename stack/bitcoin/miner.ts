import type { Clock } from '../clock.ts'
import type { BitcoinRpc } from './rpc.ts'

/** Block spacing that Bitcoin aims at, in seconds: used where many blocks are made at once. */
export const SPACING = 600
const FLUSH_EVERY = 6

/** Makes Bitcoin blocks: on demand, and every few seconds by itself. */
export class Miner {
  readonly #rpc: () => BitcoinRpc
  readonly #clock: Clock
  readonly #address: string
  #timer: NodeJS.Timeout | null = null
  #seconds: number | null = null
  #busy: Promise<unknown> = Promise.resolve()
  #paused: Promise<unknown> = Promise.resolve()
  #holds = 0
  #sinceFlush = 0

  /** @param address receives every subsidy */
  constructor(rpc: () => BitcoinRpc, clock: Clock, address: string) {
    this.#rpc = rpc
    this.#clock = clock
    this.#address = address
  }

  /** Seconds between blocks, null while paused. */
  get seconds(): number | null {
    return this.#seconds
  }

  /** One block every `seconds`; null pauses. */
  every(seconds: number | null): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    this.#seconds = seconds
    if (seconds === null) return
    this.#timer = setInterval(() => {
      if (this.#holds > 0) return
      // a node that is being restarted misses a block; one that died stops the stack
      this.mine(1).catch(() => undefined)
    }, seconds * 1000)
  }

  /** Makes blocks dated by the EVM clock, with whatever the mempool holds. @returns their hashes */
  mine(blocks: number, address = this.#address): Promise<string[]> {
    return this.#exclusive(async () => {
      await this.#clock.follow()
      const hashes = await this.#rpc().call<string[]>('generatetoaddress', blocks, address)
      await this.#keep(blocks)
      return hashes
    })
  }

  /** Makes blocks dated evenly over (from, to], as if they had come one by one while that time passed. */
  mineOver(blocks: number, from: number, to: number): Promise<void> {
    return this.#exclusive(async () => {
      const step = (to - from) / blocks
      for (let done = 0; done < blocks; done += 100) {
        const calls = Array.from({ length: Math.min(100, blocks - done) }, (_, i) => [
          ['setmocktime', Math.floor(from + step * (done + i + 1))] as const,
          ['generatetoaddress', 1, this.#address] as const,
        ])
        await this.#rpc().batch(calls.flat())
      }
      await this.#keep(blocks)
    })
  }

  /** Runs `work`, which may itself make blocks, while none is made by itself. One such work at a time. */
  pausedWhile<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#paused.then(async () => {
      this.#holds++
      try {
        await this.#busy
        return await work()
      } finally {
        this.#holds--
      }
    })
    this.#paused = run.catch(() => undefined)
    return run
  }

  /** One making of blocks at a time. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#busy.then(work)
    this.#busy = run.catch(() => undefined)
    return run
  }

  /** Core writes blocks to disk rarely and loses the rest when it is killed; asking for its coin statistics flushes. */
  async #keep(blocks: number): Promise<void> {
    this.#sinceFlush += blocks
    if (this.#sinceFlush < FLUSH_EVERY) return
    this.#sinceFlush = 0
    await this.#rpc().call('gettxoutsetinfo', 'none')
  }
}
