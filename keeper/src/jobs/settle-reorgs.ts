import { type PublicClient, zeroAddress } from 'viem'
import { depositMinterAbi } from '../../../contracts-abi/deposit-minter.ts'
import { buildProof } from '../../../lib/bitcoin/build-proof.ts'
import { displayHash } from '../../../lib/bitcoin/display-hash.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
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

interface ReorgDeps {
  evm: EvmPool
  bitcoin: BitcoinPool
  executor: Executor
  contracts: Contracts
  log: Log
}
/** `untilHeight` of an open report; null without one */
type Counted = CountedPayment & { untilHeight: number | null; owed: boolean }

/** EVM blocks looked through for counted payments: a day of blocks of three seconds, far above any reorganisation. */
const DEPTH = 28_800n
/** blocks that one question covers: what public endpoints answer */
const RANGE = 5_000n

/**
 * Reports counted payments whose block Bitcoin took back, proves them again where they are mined anew, and ends reports
 * whose time is over. Looks when the relay has changed a block that was there before, at start, and while a report is open.
 */
export class SettleReorgs {
  readonly #d: ReorgDeps
  /** the relay's tip of the last round */
  #before: { height: number; hash: string } | null = null
  #look = true

  constructor(deps: ReorgDeps) {
    this.#d = deps
  }

  async round(tipHeight: number, openReorgs: number): Promise<void> {
    await this.#notice(tipHeight)
    if (!this.#look && openReorgs === 0) return
    const payments = await this.#counted()
    let calm = true
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

  /** Payments counted lately that nobody owes, and whether one is reported. */
  async #counted(): Promise<Counted[]> {
    return this.#d.evm.read('counted payments', async (client, head) => {
      const found = new Map<string, Counted>()
      for (let to = head, left = DEPTH; left > 0n && to >= 0n; to -= RANGE, left -= RANGE) {
        const from = to >= RANGE ? to - RANGE + 1n : 0n
        for (const log of await this.#logs(client, from, to)) {
          const { reqId, share, txid, vout } = log.args
          const key = `${txid}:${vout}`
          // From the newest back: the last word on an output is the first that is met.
          if (found.has(key)) continue
          const output = { reqId, share, txid: displayHash(fromHex(txid)), vout }
          const untilHeight = log.eventName === 'ReorgReported' ? Number(log.args.untilHeight) : null
          const owed = log.eventName === 'ReorgClosed' && log.args.owed
          found.set(key, { ...output, untilHeight, owed })
        }
      }
      return [...found.values()].filter(({ owed }) => !owed)
    })
  }

  async #logs(client: PublicClient, fromBlock: bigint, toBlock: bigint) {
    const on = {
      address: this.#d.contracts.minter,
      abi: depositMinterAbi,
      fromBlock,
      toBlock,
      strict: true,
    } as const
    const logs = await Promise.all([
      client.getContractEvents({ ...on, eventName: 'PaymentConsumed' }),
      client.getContractEvents({ ...on, eventName: 'ReorgReported' }),
      client.getContractEvents({ ...on, eventName: 'ReorgClosed' }),
    ])
    return logs.flat().sort((a, b) => Number(b.blockNumber - a.blockNumber) || b.logIndex - a.logIndex)
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
      const { proof } = await bitcoin.ask((esplora) => buildProof(esplora, payment.txid))
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
