import { requestIdsAbi } from '../../../contracts-abi/request-ids.ts'
import { depositDeadlines } from '../../../lib/core/deposit-deadlines.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import type { ReadClient } from '../../../lib/evm/clients.ts'
import { type ReadAt, read } from '../../../lib/evm/read.ts'
import { readClosed } from '../../../lib/evm/read-closed.ts'
import { type DepositQueue, readDepositQueue } from '../../../lib/evm/read-deposit-queue.ts'
import { readDepositShares } from '../../../lib/evm/read-deposit-shares.ts'
import { readDraw } from '../../../lib/evm/read-draw.ts'
import { readMintParams } from '../../../lib/evm/read-mint-params.ts'
import { readParams } from '../../../lib/evm/read-params.ts'
import { readPayments } from '../../../lib/evm/read-payments.ts'
import { readRelayTip } from '../../../lib/evm/read-relay-tip.ts'
import { depositKey } from '../decide/deposit-key.ts'
import type { Draw } from '../decide/settle.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'

export interface BridgeState {
  tip: { height: number; time: number }
  baseConfirmations: number
  dustSats: bigint
  draws: Draw[]
  queue: DepositQueue
  /** no offer can be accepted now */
  closed: boolean
  openReorgs: number
}

/** how many deposits are read at most in one round */
const window = 300
/** newest ids that are read in every round: a reorganisation may have given them to other requests */
const again = 20n

/**
 * Which shares of deposits still have a step ahead. Derived from the contract's views alone: at start all ids are walked
 * from the newest down, a window a round, so that work begins at once however long the history is.
 */
export class DepositBook {
  readonly #evm: EvmPool
  readonly #contracts: Contracts
  readonly #open = new Map<bigint, readonly Deposit[]>()
  /** what waits in escrow and has its reservation still, by share */
  #reserved = new Set<string>()
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

  get open(): Deposit[] {
    return [...this.#open.values()].flat()
  }

  get backlog(): bigint {
    return this.#backlog + this.#ahead
  }

  /** What waits in escrow waits for the mint limit, not for its staker's room. */
  isReserved(deposit: Deposit): boolean {
    return this.#reserved.has(depositKey(deposit))
  }

  /** Takes out a share that has no step left. */
  close({ reqId, share }: Deposit): void {
    const left = this.#open.get(reqId)?.filter((other) => other.share !== share) ?? []
    if (left.length === 0) this.#open.delete(reqId)
    else this.#open.set(reqId, left)
  }

  /** Reads what is new, what waits for its draw, what `touched` names, and a part of the rest. */
  async update(evmTime: number, touched: Iterable<bigint>): Promise<BridgeState> {
    const { bridge, minter, requestIds, relay, selector } = this.#contracts
    const last = await this.#evm.read('last request', (client, blockNumber) =>
      read(client, requestIds, requestIdsAbi, 'last', [], { blockNumber }),
    )
    const { ids, done } = this.#due(last, touched)
    const state = await this.#evm.read('bridge', async (client, blockNumber) => {
      const at = { blockNumber }
      const [tip, params, minting, queue, system, first, deposits] = await Promise.all([
        readRelayTip(client, relay, at),
        readParams(client, bridge, at),
        readMintParams(client, minter, at),
        readDepositQueue(client, bridge, at),
        readClosed(client, bridge, evmTime, at),
        readDraw(client, selector, 0n, at),
        Promise.all(ids.map((reqId) => readDepositShares(client, bridge, reqId, at))),
      ])
      const waiting = ids.filter((_, index) => deposits[index]?.[0]?.state === 'Requested')
      const next = first.nextReqId
      const drawn = next === null || waiting.includes(next) ? waiting : [next, ...waiting]
      const draws = await Promise.all(
        drawn.map(async (reqId) => ({
          reqId,
          drawBlock: (await readDraw(client, selector, reqId, at)).drawBlock,
        })),
      )
      const reserved = await this.#reservedAmong(client, deposits.flat(), at)
      return { tip, params, minting, queue, system, deposits, draws, reserved }
    })
    // Only what was read is done: what no endpoint gave is due again.
    this.#newest = done.newest
    this.#ahead = last - done.newest
    this.#backlog = done.backlog
    this.#rotation = done.rotation
    ids.forEach((reqId, index) => {
      const shares = (state.deposits[index] ?? []).filter((share) => hasStep(share, state.tip.height))
      if (shares.length > 0) this.#open.set(reqId, shares)
      else this.#open.delete(reqId)
    })
    this.#reserved = new Set(
      [...this.#reserved].filter((key) => !ids.includes(BigInt(key.split('.')[0] ?? 0))),
    )
    for (const key of state.reserved) this.#reserved.add(key)
    return {
      tip: state.tip,
      baseConfirmations: state.minting.confirmations,
      dustSats: state.params.dustSats,
      draws: state.draws.flatMap(({ reqId, drawBlock }) =>
        drawBlock === null ? [] : [{ reqId, drawBlock }],
      ),
      queue: state.queue,
      closed: state.system.closed !== null,
      openReorgs: state.system.openReorgs,
    }
  }

  async #reservedAmong(client: ReadClient, deposits: readonly Deposit[], at: ReadAt): Promise<string[]> {
    const waiting = deposits.filter(inEscrow)
    const payments = await Promise.all(
      waiting.map(({ reqId, share }) => readPayments(client, this.#contracts.minter, reqId, share, at)),
    )
    return waiting.filter((_, index) => payments[index]?.reserved).map(depositKey)
  }

  #due(last: bigint, touched: Iterable<bigint>) {
    const due = new Set<bigint>()
    // A chain that lost blocks has fewer ids than were seen.
    let newest = this.#newest === null || this.#newest > last ? last : this.#newest
    let backlog = this.#newest === null ? last : this.#backlog
    for (let id = last; id > 0n && id > last - again; id--) due.add(id)
    for (let left = window; left > 0 && newest < last; left--) due.add(++newest)
    for (let left = window; left > 0 && backlog > 0n; left--) due.add(backlog--)
    for (const id of touched) due.add(id)
    for (const { reqId, state } of this.open) if (state === 'Requested') due.add(reqId)
    const rotation = this.#rotation.length > 0 ? this.#rotation : [...this.#open.keys()]
    for (const id of rotation.slice(0, window)) due.add(id)
    return { ids: [...due], done: { newest, backlog, rotation: rotation.slice(window) } }
  }
}

/** Something of it waits in escrow. */
export const inEscrow = ({ state, position }: Deposit): boolean => position > 0 && state !== 'Queued'

const stepsAhead = new Set([
  'Requested',
  'Queued',
  'Offered',
  'Assigned',
  'Expired',
  'Escrowed',
  'Refundable',
])

/** A minted share has a step ahead as long as something more may be paid to it and minted, or waits. */
function hasStep(deposit: Deposit, bitcoinHeight: number): boolean {
  if (deposit.state !== 'Minted') return stepsAhead.has(deposit.state)
  return inEscrow(deposit) || !depositDeadlines(deposit, { evmTime: 0, bitcoinHeight }).refundWindowNear
}
