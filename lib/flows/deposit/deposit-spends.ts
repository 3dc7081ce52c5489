import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { DepositSpender } from '../../bitcoin/deposit-spend.ts'
import type { EsploraOutspend } from '../../bitcoin/esplora-schemas.ts'
import { outpointKey } from '../../bitcoin/outpoint-key.ts'
import type { ScriptPayment } from '../../bitcoin/payments-to-script.ts'
import { RECOVER_CONFIRMATIONS } from '../../core/recover-rules.ts'
import { askOnce } from '../ask-once.ts'

/** A spend of a deposit's coin, by the source's word. */
export type DepositSpend = Readonly<{
  txid: string
  /** block that holds it, null in the mempool */
  height: number | null
  /** null when its witness cannot be read */
  by: DepositSpender | null
}>
/** What became of a coin. */
export type CoinFate = Readonly<{
  /** the transaction that spends the output, null while unspent or unknown */
  spend: DepositSpend | null
  /** nothing spends it, mined or waiting, by the source's word; null when the source was not asked or did not say */
  unspent: boolean | null
}>
export const UNKNOWN_FATE: CoinFate = { spend: null, unspent: null }

type Outpoint = Pick<ScriptPayment, 'txid' | 'vout'>

/** What became of a deposit's coins: asked once for all outputs of one transaction, and not again once a spend is deep. */
export class DepositSpends {
  readonly #esplora: Esplora
  readonly #outspends: Esplora['outspends']
  readonly #through = new Map<string, DepositSpender>()
  readonly #final = new Map<string, CoinFate>()

  constructor(esplora: Esplora) {
    this.#esplora = esplora
    this.#outspends = askOnce(esplora.outspends)
  }

  /** Known for good. */
  isFinal(coin: Outpoint): boolean {
    return this.#final.has(outpointKey(coin))
  }

  /** Never throws: what no source says is unknown. */
  async of(coin: Outpoint, tipHeight: number): Promise<CoinFate> {
    const key = outpointKey(coin)
    const known = this.#final.get(key)
    if (known !== undefined) return known
    const seen = await this.#outspends(coin.txid).then(
      (spends) => spends[coin.vout],
      () => undefined,
    )
    if (seen === undefined) return UNKNOWN_FATE
    if (seen === null) return { spend: null, unspent: true }
    const spend = await this.#spend(coin, seen)
    const fate = { spend, unspent: false }
    if (spend.by !== null && spend.height !== null && tipHeight - spend.height + 1 >= RECOVER_CONFIRMATIONS)
      this.#final.set(key, fate)
    return fate
  }

  async #spend({ txid, vout }: Outpoint, seen: NonNullable<EsploraOutspend>): Promise<DepositSpend> {
    const key = `${seen.txid}:${txid}:${vout}`
    let by = this.#through.get(key) ?? null
    if (by === null) {
      const { depositSpend } = await import('../../bitcoin/deposit-spend.ts')
      const raw = await this.#esplora.transactionHex(seen.txid).catch(() => null)
      by = raw === null ? null : depositSpend(raw, txid, vout)
      if (by !== null) this.#through.set(key, by)
    }
    return { txid: seen.txid, height: seen.status?.height ?? null, by }
  }
}
