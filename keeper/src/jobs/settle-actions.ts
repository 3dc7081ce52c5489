import { batchProofs } from '../../../lib/bitcoin/batch-proofs.ts'
import type { ContractCall } from '../../../lib/evm/contract-call.ts'
import { encodeCall } from '../../../lib/evm/encode-call.ts'
import { executeDeposit } from '../../../lib/evm/execute-deposit.ts'
import { executeDeposits } from '../../../lib/evm/execute-deposits.ts'
import { expireDeposit } from '../../../lib/evm/expire-deposit.ts'
import { refreshWeight } from '../../../lib/evm/refresh-weight.ts'
import { resolveDeposit } from '../../../lib/evm/resolve-deposit.ts'
import { voidEscrow } from '../../../lib/evm/void-escrow.ts'
import { depositKey } from '../decide/deposit-key.ts'
import type { Execute, SettleAction } from '../decide/settle.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { Call, Executor, Outcome } from '../execution/executor.ts'
import { type BridgeState, type DepositBook, inEscrow } from './deposits.ts'
import type { PaymentWatch } from './payments.ts'

interface ActionDeps {
  executor: Executor
  contracts: Contracts
}

/** Turns what was decided about deposits into calls. */
export class SettleActions {
  readonly #d: ActionDeps
  readonly #book: DepositBook
  readonly #payments: PaymentWatch
  /** shares of which the contract is known to have recorded that they are Refundable */
  readonly recorded = new Set<string>()

  constructor(deps: ActionDeps, book: DepositBook, payments: PaymentWatch) {
    this.#d = deps
    this.#book = book
    this.#payments = payments
  }

  /** @throws PolicyDeniedError when it may not be signed */
  async perform(action: SettleAction, state: BridgeState): Promise<Outcome> {
    const { contracts, executor } = this.#d
    switch (action.kind) {
      case 'resolve': {
        const call = this.#call(
          `settle.resolve:${action.reqId}`,
          resolveDeposit(contracts.bridge, action.reqId),
          {},
        )
        // Draws go in order, so those of one block are one keeper's work.
        return executor.perform({ ...call, turn: `settle.resolve of ${action.drawBlock}` })
      }
      case 'execute':
        return this.#execute(action, state)
      case 'batch':
        return this.#batch(action, state)
      case 'expire': {
        const { reqId, share, why } = action
        const key = depositKey(action)
        const waits = this.#book.open.some((deposit) => depositKey(deposit) === key && inEscrow(deposit))
        const call = waits
          ? voidEscrow(contracts.minter, reqId, share)
          : expireDeposit(contracts.bridge, reqId, share)
        const outcome = await executor.perform(this.#call(`settle.expire:${key}`, call, { why }))
        const wrongState = outcome.status === 'skipped' && outcome.reason.endsWith('_WrongState')
        // Already recorded, by whomever.
        if (why === 'refund-window' && wrongState) this.recorded.add(key)
        return outcome
      }
      case 'refresh': {
        const { stakerId, staker } = action
        const key = `settle.refresh:${stakerId}`
        const call = this.#call(key, refreshWeight(contracts.registry, staker), { staker })
        // Every move of the price changes every weight: proofs must not wait for it.
        return executor.perform({ ...call, spare: true })
      }
    }
  }

  /**
   * Proves as much as the contract takes. When all together need more blocks, less is proven: otherwise a stranger could
   * hold up a mint by paying to a public script.
   */
  async #execute({ reqId, share, choices }: Execute, state: BridgeState): Promise<Outcome> {
    const { contracts, executor } = this.#d
    const key = depositKey({ reqId, share })
    const byTxid = new Map(this.#payments.of(key).map((payment) => [payment.txid, payment]))
    let outcome: Outcome = { status: 'backoff' }
    for (const txids of choices) {
      const proofs = txids.flatMap((txid) => byTxid.get(txid)?.proof ?? [])
      const call = executeDeposit(contracts.minter, reqId, share, proofs)
      const inputs = { txids, tip: state.tip.height }
      outcome = await executor.perform(this.#call(`settle.execute:${key}`, call, inputs))
      const tooYoung = outcome.status === 'skipped' && outcome.reason === 'DepositMinter_NotConfirmed'
      if (!tooYoung) return outcome
    }
    return outcome
  }

  /** One that the contract does not take spoils the whole batch: then each goes alone. */
  async #batch(
    { items, instead }: Extract<SettleAction, { kind: 'batch' }>,
    state: BridgeState,
  ): Promise<Outcome> {
    const { contracts, executor } = this.#d
    const proofs = items.flatMap((item) => {
      const paid = this.#payments.of(depositKey(item)).find(({ txid }) => txid === item.txid)
      return paid === undefined ? [] : [paid.proof]
    })
    const proof = batchProofs(proofs)
    let outcome: Outcome = { status: 'backoff' }
    if (proof !== null && proofs.length === items.length) {
      const call = executeDeposits(contracts.minter, items, proof)
      const inputs = { txids: items.map(({ txid }) => txid), tip: state.tip.height }
      outcome = await executor.perform(
        this.#call(`settle.batch:${items.map(depositKey).join(',')}`, call, inputs),
      )
      if (outcome.status !== 'skipped' && outcome.status !== 'backoff') return outcome
    }
    for (const execute of instead) {
      outcome = await this.#execute(execute, state)
      if (outcome.status === 'waiting') return outcome
    }
    return outcome
  }

  #call(key: string, call: ContractCall, inputs: Record<string, unknown>): Call {
    const { to, data } = encodeCall(call)
    return { key, to, data, inputs }
  }
}
