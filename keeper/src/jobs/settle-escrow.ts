import { zeroAddress } from 'viem'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import type { ContractCall } from '../../../lib/evm/contract-call.ts'
import { drainDeposits } from '../../../lib/evm/drain-deposits.ts'
import { drainEscrow } from '../../../lib/evm/drain-escrow.ts'
import { encodeCall } from '../../../lib/evm/encode-call.ts'
import { forfeitRegistration } from '../../../lib/evm/forfeit-registration.ts'
import { lapseDeposit } from '../../../lib/evm/lapse-deposit.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { Executor, Outcome } from '../execution/executor.ts'
import { type BridgeState, type DepositBook, inEscrow } from './deposits.ts'

interface EscrowDeps {
  executor: Executor
  contracts: Contracts
}

/**
 * Moves what waits where anybody may: offers capacity to the queue, records lapsed offers, mints from escrow,
 * forfeits the registration bond of who took an unminted coin. Whether to
 * accept an offer, to leave, or to settle for less is its requester's, and never done here.
 */
export class SettleEscrow {
  readonly #d: EscrowDeps
  readonly #book: DepositBook

  constructor(deps: EscrowDeps, book: DepositBook) {
    this.#d = deps
    this.#book = book
  }

  /** @returns true when it should be asked again at once */
  async round(head: { timestamp: bigint }, state: BridgeState): Promise<boolean> {
    const { bridge, minter } = this.#d.contracts
    const outcomes: Outcome[] = []
    for (const { reqId, state: is, offerUntil } of this.#book.open)
      if (is === 'Offered' && offerUntil !== null && head.timestamp > BigInt(offerUntil))
        outcomes.push(await this.#call(`settle.lapse:${reqId}`, lapseDeposit(bridge, reqId), true))
    if (state.queue.firstReqId !== null && !state.closed)
      outcomes.push(await this.#call('settle.drain-deposits', drainDeposits(bridge), true))
    // A day after its staker was seen to have taken a coin of which nothing is minted, though another one of the share may be:
    // whether it is so the contract says.
    for (const { reqId, share, swept } of this.#book.open)
      if (swept)
        outcomes.push(
          await this.#call(`settle.forfeit:${reqId}.${share}`, forfeitRegistration(minter, reqId, share)),
        )
    outcomes.push(...(await this.#drain(this.#book.open.filter(inEscrow))))
    return outcomes.some(({ status }) => status === 'yielding')
  }

  /** Once each ledger: of the mint limit, and of every staker at whom something waits. */
  async #drain(waiting: readonly Deposit[]): Promise<Outcome[]> {
    const ledgers = new Set<`0x${string}`>()
    for (const deposit of waiting) {
      const staker = deposit.assignment?.staker
      if (staker) ledgers.add(this.#book.isReserved(deposit) ? zeroAddress : staker)
    }
    const outcomes: Outcome[] = []
    for (const ledger of ledgers)
      outcomes.push(
        await this.#call(`settle.drain-escrow:${ledger}`, drainEscrow(this.#d.contracts.minter, ledger)),
      )
    return outcomes
  }

  /** @param spare a place in the queue costs nothing to take */
  #call(key: string, call: ContractCall, spare = false): Promise<Outcome> {
    const { to, data } = encodeCall(call)
    return this.#d.executor.perform({ key, to, data, spare, inputs: {} })
  }
}
