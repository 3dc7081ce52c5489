import { depositMinterAbi } from '../../../contracts-abi/deposit-minter.ts'
import { displayHash } from '../../../lib/bitcoin/display-hash.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { CountedPayment } from '../../../lib/evm/report-reorg.ts'
import type { Contracts } from '../execution/contracts.ts'
import { EventRange } from '../execution/event-range.ts'
import type { EvmPool } from '../execution/evm-pool.ts'

/** `untilHeight` of an open report; null without one */
export type Counted = CountedPayment & { untilHeight: number | null; owed: boolean }
type Told = Counted & { block: bigint; index: number }

interface LogDeps {
  evm: Pick<EvmPool, 'all' | 'refresh'>
  contracts: Pick<Contracts, 'minter'>
}

/** EVM blocks looked through for counted payments: a day of blocks of three seconds, far above any reorganisation. */
const DEPTH = 28_800n
/** newest blocks that are read again: the chain may have replaced them */
const AGAIN = 64n
/** in one look; the next one goes on */
const MOST_QUESTIONS = 60

/**
 * Payments that were counted lately and the reports of those that Bitcoin took back, by the mint's events. A report is open
 * for as long as Bitcoin takes for 144 blocks, longer than a day at times: it is looked for until as many are found as are
 * open. Candidates: every step is simulated before it is sent.
 */
export class ReorgLog {
  readonly #d: LogDeps
  readonly #range: EventRange
  #told = new Map<string, Told>()
  #newest: bigint | null = null
  #oldest = 0n

  constructor(deps: LogDeps) {
    this.#d = deps
    this.#range = new EventRange(deps.evm, 5_000n)
  }

  /**
   * @param openReorgs how many reports are open, according to the bridge
   * @returns the payments that nobody owes; `whole` when nothing is left to be read @throws NoEndpointError
   */
  async read(openReorgs: number): Promise<{ payments: Counted[]; whole: boolean }> {
    const { number: head } = await this.#d.evm.refresh()
    let questions = await this.#readNew(head)
    const floor = head > DEPTH ? head - DEPTH : 0n
    const missing = () =>
      this.#oldest > 0n && (this.#oldest > floor || this.#last().filter(isOpen).length < openReorgs)
    for (; missing() && questions < MOST_QUESTIONS; questions++)
      this.#oldest = await this.#look(this.#oldest - 1n)
    const last = this.#last()
    const open = new Set(last.filter(isOpen).map(outpointKey))
    for (const [key, told] of this.#told)
      if (told.block < floor && !open.has(outpointKey(told))) this.#told.delete(key)
    return { payments: last.filter(({ owed }) => !owed), whole: !missing() }
  }

  /** @returns how many questions it took */
  async #readNew(head: bigint): Promise<number> {
    if (this.#newest === null || head - this.#newest > DEPTH) {
      this.#told.clear()
      this.#newest = head
      this.#oldest = head + 1n
      return 0
    }
    const from = this.#newest > AGAIN ? this.#newest - AGAIN : 0n
    for (const [key, { block }] of this.#told) if (block >= from) this.#told.delete(key)
    let questions = 0
    for (let to = head; to >= from; questions++) to = (await this.#look(to)) - 1n
    this.#newest = head
    return questions
  }

  async #look(to: bigint): Promise<bigint> {
    const { from, found } = await this.#range.before(to, (client, fromBlock, toBlock) =>
      client.getContractEvents({
        address: this.#d.contracts.minter,
        abi: depositMinterAbi,
        fromBlock,
        toBlock,
        strict: true,
      }),
    )
    for (const log of found) {
      const { eventName, args, blockNumber: block, logIndex: index } = log
      if (eventName !== 'PaymentConsumed' && eventName !== 'ReorgReported' && eventName !== 'ReorgClosed')
        continue
      const { reqId, share, txid, vout } = args
      const untilHeight = eventName === 'ReorgReported' ? Number(args.untilHeight) : null
      const owed = eventName === 'ReorgClosed' && args.owed
      const output = { reqId, share, txid: displayHash(fromHex(txid)), vout }
      this.#told.set(`${block}.${index}`, { ...output, untilHeight, owed, block, index })
    }
    return from
  }

  /** The last word on each output. */
  #last(): Told[] {
    const last = new Map<string, Told>()
    for (const told of this.#told.values()) {
      const known = last.get(outpointKey(told))
      const newer =
        known === undefined ||
        told.block > known.block ||
        (told.block === known.block && told.index > known.index)
      if (newer) last.set(outpointKey(told), told)
    }
    return [...last.values()]
  }
}

const isOpen = ({ untilHeight }: Counted): boolean => untilHeight !== null
