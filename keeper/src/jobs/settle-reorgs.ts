import { zeroAddress } from 'viem'
import { buildProof } from '../../../lib/bitcoin/build-proof.ts'
import { parseTransaction } from '../../../lib/bitcoin/parse-transaction.ts'
import { ContractRevertError } from '../../../lib/errors/contract.ts'
import { closeReorg } from '../../../lib/evm/close-reorg.ts'
import type { ContractCall } from '../../../lib/evm/contract-call.ts'
import { encodeCall } from '../../../lib/evm/encode-call.ts'
import { readRelayHash } from '../../../lib/evm/read-relay-hash.ts'
import { type CountedPayment, reportReorg } from '../../../lib/evm/report-reorg.ts'
import { reproveDeposit } from '../../../lib/evm/reprove-deposit.ts'
import { simulateCall } from '../../../lib/evm/simulate-call.ts'
import { errorText } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Executor, Outcome } from '../execution/executor.ts'
import type { Log } from '../log.ts'
import { type Counted, ReorgLog } from './reorg-log.ts'

interface ReorgDeps {
  evm: EvmPool
  bitcoin: BitcoinPool
  executor: Executor
  contracts: Contracts
  log: Log
}
/**
 * Reports counted payments whose block Bitcoin took back, proves them again where they are mined anew, and ends reports
 * whose time is over. Looks when the relay has changed a block that was there before, at start, and while a report is open.
 */
export class SettleReorgs {
  readonly #d: ReorgDeps
  readonly #log: ReorgLog
  /** the relay's tip of the last round */
  #before: { height: number; hash: string } | null = null
  #look = true

  constructor(deps: ReorgDeps) {
    this.#d = deps
    this.#log = new ReorgLog(deps)
  }

  async round(tipHeight: number, openReorgs: number): Promise<void> {
    await this.#notice(tipHeight)
    if (!this.#look && openReorgs === 0) return
    const { payments, whole } = await this.#log.read(openReorgs)
    let calm = whole
    for (const payment of payments) {
      if (payment.untilHeight !== null) await this.#resolve(payment, payment.untilHeight, tipHeight)
      else if (await this.#isGone(payment)) {
        calm = false
        await this.#call('report', payment, reportReorg(this.#d.contracts.minter, payment))
      }
    }
    this.#look = !calm
  }

  async #notice(height: number): Promise<void> {
    const { evm, contracts } = this.#d
    const before = this.#before
    const [now, then] = await evm.read('relay blocks', async (client, blockNumber) => {
      const hashAt = (at: number) => readRelayHash(client, contracts.relay, at, { blockNumber })
      return Promise.all([hashAt(height), before === null ? null : hashAt(before.height)])
    })
    if (before !== null && then !== before.hash) this.#look = true
    this.#before = now === null ? null : { height, hash: now }
  }

  /** The contract would take a report of it. */
  async #isGone(payment: Counted): Promise<boolean> {
    const { evm, contracts } = this.#d
    const call = reportReorg(contracts.minter, payment)
    return evm.anyAnswer((client) =>
      simulateCall(client, zeroAddress, call).then(
        () => true,
        (error: unknown) => {
          if (error instanceof ContractRevertError) return false
          throw error
        },
      ),
    )
  }

  async #resolve(payment: Counted, untilHeight: number, tipHeight: number): Promise<void> {
    const { bitcoin, contracts, log } = this.#d
    if (tipHeight > untilHeight) {
      await this.#call('close', payment, closeReorg(contracts.minter, payment))
      return
    }
    try {
      const { proof } = await bitcoin.ask((esplora) => buildProof(esplora, payment.txid, parseTransaction))
      await this.#call('reprove', payment, reproveDeposit(contracts.minter, payment, proof))
    } catch (error) {
      log.debug({ event: 'settle.reorg.unproven', txid: payment.txid, reason: errorText(error) })
    }
  }

  #call(what: string, { reqId, share, txid, vout }: CountedPayment, call: ContractCall): Promise<Outcome> {
    const { to, data } = encodeCall(call)
    const inputs = { deposit: `${reqId}.${share}`, txid, vout }
    return this.#d.executor.perform({ key: `settle.${what}-reorg:${txid}:${vout}`, to, data, inputs })
  }
}
