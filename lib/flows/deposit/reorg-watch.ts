import type { Address } from 'viem'
import { RpcUnavailableError } from '../../errors/contract.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { readCountedPayments } from '../../evm/read-counted-payments.ts'
import { readReorg } from '../../evm/read-reorg.ts'
import type { CountedPayment } from '../../evm/report-reorg.ts'

/** A counted payment whose block the contracts no longer have. */
export type ShareReorg = Readonly<{
  txid: string
  vout: number
  /** up to which Bitcoin height it can be proven again; null until somebody has reported it */
  untilHeight: number | null
}>
export type Reorgs = Readonly<{
  /** by share */
  reorgs: ReadonlyMap<number, ShareReorg>
  /** payments that are watched: counted so lately that Bitcoin may still take them back */
  watched: number
}>

/** Watches the blocks in which a deposit's payments were counted, by the chain alone. */
export class ReorgWatch {
  readonly #minter: Address
  readonly #reqId: bigint
  #counted: Readonly<{ paidSats: bigint; payments: readonly CountedPayment[] }> | null = null

  constructor(minter: Address, reqId: bigint) {
    this.#minter = minter
    this.#reqId = reqId
  }

  /**
   * @param paidSats what the contract has counted, all shares together: its events are read anew only when this changes
   * @param hints payments that somebody says are reported, by share: they may have been counted longer ago
   * @throws {ContractError} when no endpoint answers
   */
  async look(
    readers: readonly ReadClient[],
    paidSats: bigint,
    hints: ReadonlyMap<number, ShareReorg> = new Map(),
  ): Promise<Reorgs> {
    let failure: unknown = new RpcUnavailableError()
    for (const client of readers) {
      try {
        return await this.#ask(client, paidSats, hints)
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }

  async #ask(client: ReadClient, paidSats: bigint, hints: ReadonlyMap<number, ShareReorg>): Promise<Reorgs> {
    if (this.#counted?.paidSats !== paidSats)
      this.#counted = {
        paidSats,
        payments: await readCountedPayments(client, this.#minter, this.#reqId),
      }
    const lately = this.#counted.payments
    const older = [...hints]
      .filter(([, hint]) => !lately.some(({ txid, vout }) => txid === hint.txid && vout === hint.vout))
      .map(([share, { txid, vout }]) => ({ reqId: this.#reqId, share, txid, vout }))
    const payments = [...lately, ...older]
    const blocks = await Promise.all(payments.map((payment) => readReorg(client, this.#minter, payment)))
    const reorgs = new Map<number, ShareReorg>()
    for (const [at, { share, txid, vout }] of payments.entries()) {
      const block = blocks[at]
      if (block?.name !== 'gone' && block?.name !== 'reported') continue
      const untilHeight = block.name === 'reported' ? block.untilHeight : null
      // Of several the one that nobody has reported comes first: until then it cannot be proven again.
      if (untilHeight === null || !reorgs.has(share)) reorgs.set(share, { txid, vout, untilHeight })
    }
    return { reorgs, watched: payments.length }
  }
}
