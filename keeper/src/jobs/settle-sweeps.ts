import { displayHash } from '../../../lib/bitcoin/display-hash.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { encodeCall } from '../../../lib/evm/encode-call.ts'
import { proveSweep } from '../../../lib/evm/prove-sweep.ts'
import { readRelayHash } from '../../../lib/evm/read-relay-hash.ts'
import { depositKey } from '../decide/deposit-key.ts'
import type { Payment } from '../decide/settle.ts'
import { type SpentCoin, unmintedSweeps } from '../decide/sweeps.ts'
import { PolicyDeniedError } from '../errors.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Executor } from '../execution/executor.ts'
import type { BridgeState } from './deposits.ts'
import type { PaymentWatch, ProvenPayment } from './payments.ts'

interface SweepDeps {
  evm: EvmPool
  executor: Executor
  contracts: Contracts
}
/** a spent coin with both transactions */
type Spent = Omit<SpentCoin, 'counted' | 'countable' | 'spend'> & {
  funding: ProvenPayment
  by: ProvenPayment
}

/**
 * Proves that a staker spent coins for which nothing was minted: the staker is held, and the depositor's right to be minted
 * never ends. Where the coins went is looked up with the payments; the proof is ready with the first confirmation.
 */
export class SettleSweeps {
  readonly #d: SweepDeps
  readonly #payments: PaymentWatch
  /** what the contract knows already, by coin and the block of its spend: no view tells */
  readonly #done = new Set<string>()

  constructor(deps: SweepDeps, payments: PaymentWatch) {
    this.#d = deps
    this.#payments = payments
  }

  /**
   * @param payments what the contract says of each payment, by share
   * @returns true when it should be asked again at once
   */
  async round(
    open: readonly Deposit[],
    payments: ReadonlyMap<string, readonly Payment[]>,
    { tip, baseConfirmations, dustSats }: BridgeState,
  ): Promise<boolean> {
    const spent = new Map(open.map((deposit) => [depositKey(deposit), this.#spentOf(depositKey(deposit))]))
    const relayed = await this.#relayed([...spent.values()].flat())
    let again = false
    let denied: PolicyDeniedError | null = null
    for (const deposit of open) {
      const key = depositKey(deposit)
      const known = payments.get(key) ?? []
      const coins = (spent.get(key) ?? []).map((coin) => ({
        ...coin,
        counted: known.some(({ txid, counted }) => txid === coin.txid && counted),
        countable: coin.funding.countable,
        spend: { txid: coin.by.txid, height: coin.by.height, relayed: relayed(coin.by) },
      }))
      const situation = { deposit, coins, tipHeight: tip.height, baseConfirmations, dustSats }
      for (const coin of unmintedSweeps(situation)) {
        const outcome = await this.#prove(deposit, coin).catch((error: unknown) => {
          if (!(error instanceof PolicyDeniedError)) throw error
          denied ??= error
          return null
        })
        if (outcome === 'waiting') return again
        if (outcome === 'yielding') again = true
      }
    }
    // Whoever makes two transactions too large for one proof must not keep others' from being proven.
    if (denied) throw denied
    return again
  }

  #spentOf(key: string): Spent[] {
    const seen = this.#payments.touching(key)
    return seen.flatMap((by) =>
      by.spent.flatMap((outpoint) => {
        const funding = seen.find(({ txid }) => txid === outpoint.txid)
        const coin = funding?.paid.find(({ vout }) => vout === outpoint.vout)
        if (!funding || !coin) return []
        const proven = this.#done.has(doneKey(outpoint, by))
        return [{ ...outpoint, sats: coin.sats, proven, funding, by }]
      }),
    )
  }

  async #relayed(spent: readonly Spent[]): Promise<(by: ProvenPayment) => boolean> {
    const { evm, contracts } = this.#d
    const heights = [...new Set(spent.map(({ by }) => by.height))]
    if (heights.length === 0) return () => false
    const hashes = await evm.read('blocks of spends', (client, blockNumber) =>
      Promise.all(heights.map((height) => readRelayHash(client, contracts.relay, height, { blockNumber }))),
    )
    return ({ height, blockHash }) => {
      const hash = hashes[heights.indexOf(height)]
      return hash != null && displayHash(fromHex(hash)) === blockHash
    }
  }

  async #prove({ reqId, share }: Deposit, { txid, vout, funding, by }: Spent): Promise<string> {
    const output = { reqId, share, txid, vout }
    const { to, data } = encodeCall(proveSweep(this.#d.contracts.minter, output, funding.proof.tx, by.proof))
    const key = `settle.sweep of ${txid}.${vout}:${reqId}.${share}`
    const outcome = await this.#d.executor.perform({ key, to, data, inputs: { spentBy: by.txid } })
    if (outcome.status === 'skipped' && outcome.reason === 'DepositMinter_NotSwept')
      this.#done.add(doneKey(output, by))
    return outcome.status
  }
}

const doneKey = ({ txid, vout }: { txid: string; vout: number }, by: ProvenPayment) =>
  `${txid}:${vout}:${by.txid}:${by.blockHash}`
