import { holderSelectorAbi } from '../../../contracts-abi/holder-selector.ts'
import { requestIdsAbi } from '../../../contracts-abi/request-ids.ts'
import { withdrawalManagerAbi } from '../../../contracts-abi/withdrawal-manager.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { read } from '../../../lib/evm/read.ts'
import { readMintParams } from '../../../lib/evm/read-mint-params.ts'
import { readOwedShare } from '../../../lib/evm/read-owed-share.ts'
import { readRelayTip } from '../../../lib/evm/read-relay-tip.ts'
import { readWithdrawalHead } from '../../../lib/evm/read-withdrawal-head.ts'
import type { WithdrawalSituation } from '../decide/withdrawals.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'

/** ids read at most in one round */
const window = 200
/** newest ids that are read in every round: a reorganisation may have given them to other requests */
const again = 20n

export type WithdrawalState = Pick<
  WithdrawalSituation,
  'tipHeight' | 'baseConfirmations' | 'draws' | 'queuedSats' | 'somethingFree'
>

/** Withdrawals that have a step ahead, from the contracts' views alone: the newest ids first, then the older ones, and the open ones, in turns. */
export class WithdrawalBook {
  readonly #evm: EvmPool
  readonly #contracts: Contracts
  readonly #open = new Map<bigint, OwedShare[]>()
  /** ids above this are still to be read; null before the first round */
  #newest: bigint | null = null
  #ahead = 0n
  /** ids from here down to 1 are still to be read for the first time */
  #backlog = 0n
  #rotation: bigint[] = []

  constructor(evm: EvmPool, contracts: Contracts) {
    this.#evm = evm
    this.#contracts = contracts
  }

  /** Shares that a payment counts for. */
  get shares(): OwedShare[] {
    return [...this.#open.values()].flat()
  }

  get backlog(): bigint {
    return this.#backlog + this.#ahead
  }

  async update(): Promise<WithdrawalState> {
    const { minter, requestIds, relay, withdrawals, holders } = this.#contracts
    const last = await this.#evm.read('last request', (client, blockNumber) =>
      read(client, requestIds, requestIdsAbi, 'last', [], { blockNumber }),
    )
    const { ids, done } = this.#due(last)
    const found = await this.#evm.read('withdrawals', async (client, blockNumber) => {
      const at = { blockNumber }
      const [tip, minting, params, queue, largest, next, requests] = await Promise.all([
        readRelayTip(client, relay, at),
        readMintParams(client, minter, at),
        read(client, withdrawals, withdrawalManagerAbi, 'params', [], at),
        read(client, withdrawals, withdrawalManagerAbi, 'queue', [], at),
        read(client, holders, holderSelectorAbi, 'largest', [], at),
        read(client, holders, holderSelectorAbi, 'nextDraw', [], at),
        Promise.all(
          ids.map(async (reqId) => {
            const head = await readWithdrawalHead(client, withdrawals, reqId, at)
            const shares = await Promise.all(
              Array.from({ length: head?.shareCount ?? 0 }, (_, share) =>
                head ? readOwedShare(client, withdrawals, head, share, at) : null,
              ),
            )
            const over =
              head === null ||
              head.state === 'Complete' ||
              head.state === 'Failed' ||
              head.state === 'Cancelled'
            return {
              reqId,
              over,
              drawing: head?.drawing ?? false,
              shares: shares.filter((part) => part !== null),
            }
          }),
        ),
      ])
      // Draws go in the order in which they were asked for; what is not the next one waits for the next round.
      const drawBlock =
        next === 0n ? 0n : await read(client, holders, holderSelectorAbi, 'drawBlockOf', [next], at)
      const [, together] =
        next === 0n
          ? [0n, []]
          : [next, await read(client, holders, holderSelectorAbi, 'drawsOf', [drawBlock], at)]
      return { tip, minting, params, queue, largest, next, drawBlock, together, requests }
    })
    // Only what was read is done: what no endpoint gave is due again.
    this.#newest = done.newest
    this.#ahead = last - done.newest
    this.#backlog = done.backlog
    this.#rotation = done.rotation
    for (const { reqId, over, shares } of found.requests)
      if (over) this.#open.delete(reqId)
      else
        this.#open.set(
          reqId,
          shares.filter(({ state }) => state === 'Pending' || state === 'TimedOut'),
        )
    const draws = found.together.length > 0 ? found.together : found.next === 0n ? [] : [found.next]
    return {
      tipHeight: found.tip.height,
      baseConfirmations: found.minting.confirmations,
      draws: draws.map((reqId) => ({ reqId, drawBlock: found.drawBlock })),
      queuedSats: found.queue[1],
      somethingFree: found.largest >= found.params.dustSats,
    }
  }

  #due(last: bigint) {
    const due = new Set<bigint>()
    // A chain that lost blocks has fewer ids than were seen.
    let newest = this.#newest === null || this.#newest > last ? last : this.#newest
    let backlog = this.#newest === null ? last : this.#backlog
    for (let id = last; id > 0n && id > last - again; id--) due.add(id)
    for (let left = window; left > 0 && newest < last; left--) due.add(++newest)
    for (let left = window; left > 0 && backlog > 0n; left--) due.add(backlog--)
    // Dust withdrawals cost little to open: read all at once they could be more than endpoints answer.
    const rotation = this.#rotation.length > 0 ? this.#rotation : [...this.#open.keys()]
    for (const id of rotation.slice(0, window)) due.add(id)
    return { ids: [...due], done: { newest, backlog, rotation: rotation.slice(window) } }
  }
}
