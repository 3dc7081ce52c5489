import { requestIdsAbi } from '../../../contracts-abi/request-ids.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { read } from '../../../lib/evm/read.ts'
import { readDeposit } from '../../../lib/evm/read-deposit.ts'
import { readDraw } from '../../../lib/evm/read-draw.ts'
import { readParams } from '../../../lib/evm/read-params.ts'
import { readRelayTip } from '../../../lib/evm/read-relay-tip.ts'
import type { Draw } from '../decide/settle.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'

export interface BridgeState {
  tip: { height: number; time: number }
  baseConfirmations: number
  dustSats: bigint
  draws: Draw[]
}

/** how many deposits are read at most in one round */
const window = 300

/**
 * Which deposits still have a step ahead. Derived from the contract's views alone: at start all ids are walked from the
 * newest down, a window a round, so that work begins at once however long the history is.
 */
export class DepositBook {
  readonly #evm: EvmPool
  readonly #contracts: Contracts
  readonly #open = new Map<bigint, Deposit>()
  /** ids above this were read at least once; null before the first round */
  #newest: bigint | null = null
  /** ids from here down to 1 are still to be read for the first time */
  #backlog = 0n
  #rotation: bigint[] = []

  constructor(evm: EvmPool, contracts: Contracts) {
    this.#evm = evm
    this.#contracts = contracts
  }

  get open(): Deposit[] {
    return [...this.#open.values()]
  }

  get backlog(): bigint {
    return this.#backlog
  }

  /** Takes out one that has no step left. */
  close(reqId: bigint): void {
    this.#open.delete(reqId)
  }

  /** Reads what is new, what waits for its draw, what `touched` names, and a part of the rest. */
  async update(touched: Iterable<bigint>): Promise<BridgeState> {
    const { bridge, requestIds, relay, selector } = this.#contracts
    const last = await this.#evm.read('last request', (client, blockNumber) =>
      read(client, requestIds, requestIdsAbi, 'last', [], { blockNumber }),
    )
    const ids = this.#due(last, touched)
    const state = await this.#evm.read('bridge', async (client, blockNumber) => {
      const at = { blockNumber }
      const [tip, params, first, deposits] = await Promise.all([
        readRelayTip(client, relay, at),
        readParams(client, bridge, at),
        readDraw(client, selector, 0n, at),
        Promise.all(ids.map((reqId) => readDeposit(client, bridge, reqId, at))),
      ])
      const waiting = ids.filter((_, index) => deposits[index]?.state === 'Requested')
      const next = first.nextReqId
      const drawn = next === null || waiting.includes(next) ? waiting : [next, ...waiting]
      const draws = await Promise.all(
        drawn.map(async (reqId) => ({
          reqId,
          drawBlock: (await readDraw(client, selector, reqId, at)).drawBlock,
        })),
      )
      return { tip, params, deposits, draws }
    })
    ids.forEach((reqId, index) => {
      const deposit = state.deposits[index]
      if (deposit && hasStep(deposit)) this.#open.set(reqId, deposit)
      else this.#open.delete(reqId)
    })
    return {
      tip: state.tip,
      baseConfirmations: state.params.confirmations,
      dustSats: state.params.dustSats,
      draws: state.draws.flatMap(({ reqId, drawBlock }) =>
        drawBlock === null ? [] : [{ reqId, drawBlock }],
      ),
    }
  }

  #due(last: bigint, touched: Iterable<bigint>): bigint[] {
    const due = new Set<bigint>()
    if (this.#newest === null) this.#backlog = last
    // A chain that lost blocks has fewer ids than were seen.
    else for (let id = this.#newest + 1n; id <= last; id++) due.add(id)
    this.#newest = last
    for (let left = window; left > 0 && this.#backlog > 0n; left--) due.add(this.#backlog--)
    for (const id of touched) due.add(id)
    for (const { reqId, state } of this.#open.values()) if (state === 'Requested') due.add(reqId)
    if (this.#rotation.length === 0) this.#rotation = [...this.#open.keys()]
    for (const id of this.#rotation.splice(0, window)) due.add(id)
    return [...due]
  }
}

function hasStep({ state }: Deposit): boolean {
  return state === 'Requested' || state === 'Assigned' || state === 'Expired' || state === 'Refundable'
}
