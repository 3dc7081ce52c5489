import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { depositWitnessScript } from '../../../lib/bitcoin/deposit-witness-script.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { p2wshScript } from '../../../lib/bitcoin/p2wsh-script.ts'
import { parseTransaction } from '../../../lib/bitcoin/parse-transaction.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { BaseError } from '../../../lib/errors/base-error.ts'
import { readCounted } from '../../../lib/evm/read-counted.ts'
import { readDeposit } from '../../../lib/evm/read-deposit.ts'
import { mintedCoins, type SweepableCoin } from '../decide/agent-sweep.ts'
import { coinView, type ViewTransaction } from '../decide/agent-view.ts'
import { depositKey } from '../decide/deposit-key.ts'
import { PolicyDeniedError } from '../errors.ts'
import { ScriptHistory } from '../execution/script-history.ts'
import { same } from './agent-book.ts'
import type { StakerContext } from './agent-context.ts'
import { readFinal } from './agent-final.ts'
import { spendOf } from './agent-look.ts'
import { CountedPayments } from './counted-payments.ts'

export type ProvenCoin = SweepableCoin & { coin: Coin }

export interface SweepCoinsFound {
  /** what its staker may sweep of it, also what is swept already */
  coins: ProvenCoin[]
  /** what is known to spend them */
  spends: ReadonlyMap<string, ViewTransaction>
  tipHeight: number
}
type Found = Pick<SweepCoinsFound, 'spends' | 'tipHeight'> & {
  outputs: { txid: string; vout: number; sats: bigint; height: number }[]
}

/** Pages of a deposit script's history that are read: nobody but a flood pays more often. */
const MOST_PAGES = 40

/** Which coins of a minted deposit are its staker's, each asked of the contract. */
export class SweepCoins {
  readonly #ctx: StakerContext
  readonly #histories = new Map<string, ScriptHistory>()
  readonly #counted: CountedPayments
  /** shares whose scripts strangers have made too much to be read */
  readonly #flooded = new Set<string>()

  constructor(ctx: StakerContext) {
    this.#ctx = ctx
    this.#counted = new CountedPayments(ctx)
  }

  forget(deposit: Deposit): void {
    this.#histories.delete(depositKey(deposit))
    this.#counted.forget(deposit)
  }

  /** @param tipHeight Bitcoin height that the staker's own coins are known at @throws NoEndpointError @throws EndpointsDisagreeError */
  async of(deposit: Deposit, tipHeight: number): Promise<SweepCoinsFound> {
    const witnessScript = this.#witnessScript(deposit)
    const { outputs, ...found } = await this.#find(deposit, p2wshScript(witnessScript), tipHeight)
    const coins: ProvenCoin[] = []
    for (const { txid, vout, sats, height } of outputs) {
      const beforeSats = await this.#countedBefore(deposit, txid, vout)
      if (beforeSats === null) continue
      const lock = { kind: 'deposit' as const, witnessScript }
      const { reqId, share, refundHeight } = deposit
      const coin = { txid, vout, sats, lock }
      coins.push({ reqId, share, refundHeight, txid, vout, sats, beforeSats, height, coin })
    }
    return { ...found, coins: mintedCoins(coins, deposit, found.tipHeight) }
  }

  /** The contract has counted this outpoint for a share that is minted for good, and it is this staker's. */
  async isMinted(of: { reqId: bigint; share: number }, txid: string, vout: number): Promise<boolean> {
    return (await this.#countedBefore(of, txid, vout)) !== null
  }

  /** What had been counted for the share before; null when it is not minted for good, or another's. */
  async #countedBefore(
    of: { reqId: bigint; share: number },
    txid: string,
    vout: number,
  ): Promise<bigint | null> {
    const { staker, contracts } = this.#ctx
    return readFinal(this.#ctx, `deposit ${depositKey(of)}`, async (client, at) => {
      const [deposit, counted] = await Promise.all([
        readDeposit(client, contracts.bridge, of.reqId, of.share, at),
        readCounted(client, contracts.minter, txid, vout, at),
      ])
      const mine = deposit?.state === 'Minted' && same(deposit.assignment?.staker, staker)
      const its = counted !== null && counted.reqId === of.reqId && counted.share === of.share
      return mine && its ? counted.beforeSats : null
    })
  }

  /** In the script's history, or, where that is too much, by what the contract counted: then one txid at a time is asked about. */
  async #find(deposit: Deposit, script: Uint8Array, tipHeight: number): Promise<Found> {
    const key = depositKey(deposit)
    try {
      return this.#flooded.has(key)
        ? await this.#byOutpoint(deposit, script, tipHeight)
        : await this.#inHistory(deposit, script)
    } catch (error) {
      if (!(error instanceof BaseError) || this.#flooded.delete(key)) throw error
      this.#flooded.add(key)
      return this.#byOutpoint(deposit, script, tipHeight)
    }
  }

  async #inHistory(deposit: Deposit, script: Uint8Array): Promise<Found> {
    const key = depositKey(deposit)
    const history =
      this.#histories.get(key) ?? new ScriptHistory(this.#ctx.bitcoin, script, `deposit ${key}`, MOST_PAGES)
    this.#histories.set(key, history)
    const { tipHeight, transactions } = await history.read()
    const { outputs, spends } = coinView(transactions, toHex(script).slice(2), tipHeight)
    const mined = [...outputs.values()].flatMap((out) =>
      out.height === null ? [] : [{ ...out, height: out.height }],
    )
    return { outputs: mined, spends, tipHeight }
  }

  async #byOutpoint(deposit: Deposit, script: Uint8Array, tipHeight: number): Promise<Found> {
    const { bitcoin } = this.#ctx
    const wanted = toHex(script)
    const outputs: Found['outputs'] = []
    const spends = new Map<string, ViewTransaction>()
    for (const { txid, vout } of await this.#counted.of(deposit)) {
      const [raw, status] = await bitcoin.ask((esplora) =>
        Promise.all([esplora.transactionHex(txid), esplora.transactionStatus(txid)]),
      )
      const out = parseTransaction(fromHex(raw)).outputs[vout]
      if (out === undefined || toHex(out.script) !== wanted || status === null) continue
      outputs.push({ txid, vout, sats: out.sats, height: status.height })
      const spend = await spendOf(this.#ctx, { txid, vout })
      if (spend) spends.set(outpointKey({ txid, vout }), { ...spend, time: null, inputs: [], outputs: [] })
    }
    return { outputs, spends, tipHeight }
  }

  #witnessScript({ reqId, share, refundHeight, refundPubKeyHash, assignment }: Deposit): Uint8Array {
    const { chainId, contracts, signer } = this.#ctx
    const witnessScript = depositWitnessScript({
      chainId,
      manager: contracts.bridge,
      reqId,
      share,
      stakerPubKey: signer.publicKey,
      refundHeight,
      refundPubKeyHash: fromHex(refundPubKeyHash),
    })
    if (toHex(p2wshScript(witnessScript)) !== assignment?.script)
      throw new PolicyDeniedError(`deposit ${reqId} has another script than its parts make`)
    return witnessScript
  }
}
