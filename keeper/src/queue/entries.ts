import type { Hex } from 'viem'
import type { SignedTransaction } from '../signer/signer.ts'
import type { Fees } from './fees.ts'

/** A call that is to be mined once. `key` names what it does, so that the same thing is never in flight twice. */
export interface QueuedCall {
  key: string
  to: `0x${string}`
  data: Hex
  gas: bigint
  /** it costs strangers nothing to cause: at most half of the daily cap goes to such calls */
  spare?: boolean
  /** false when it has become pointless: then its nonce is given back instead of paying for a revert */
  stillWanted: () => Promise<boolean>
}

export interface Attempt extends Fees, SignedTransaction {
  /** milliseconds */
  at: number
}

export interface Entry {
  nonce: number
  /** foreign: in the mempool from an earlier life of this process, contents unknown */
  kind: 'call' | 'cancel' | 'foreign'
  call: QueuedCall | null
  /** every version that was sent; any of them may be the one that is mined */
  attempts: Attempt[]
  /** milliseconds */
  since: number
  /** rounds in which the nonce was used but no receipt was known */
  misses: number
}

/** What is unmined, by nonce. */
export class Entries {
  readonly #byNonce = new Map<number, Entry>()

  get size(): number {
    return this.#byNonce.size
  }

  /** -1 when there is none */
  get highest(): number {
    return Math.max(-1, ...this.#byNonce.keys())
  }

  has(nonce: number): boolean {
    return this.#byNonce.has(nonce)
  }

  hasKey(key: string): boolean {
    return this.sorted().some((entry) => entry.call?.key === key)
  }

  sorted(): Entry[] {
    return [...this.#byNonce.values()].sort((a, b) => a.nonce - b.nonce)
  }

  add(nonce: number, kind: Entry['kind'], call: QueuedCall | null, since: number): Entry {
    const entry: Entry = { nonce, kind, call, attempts: [], since, misses: 0 }
    this.#byNonce.set(nonce, entry)
    return entry
  }

  delete(nonce: number): void {
    this.#byNonce.delete(nonce)
  }

  /** The lowest nonce from `first` that nothing here uses: what is sent next closes a hole by itself. */
  nextFree(first: number): number {
    let nonce = first
    while (this.#byNonce.has(nonce)) nonce++
    return nonce
  }
}
