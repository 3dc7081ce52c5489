import type { Address } from 'viem'
import { walletName } from './wallet-name.ts'

/** EIP-1193: what a wallet gives to the page. */
export type Eip1193 = Readonly<{ request: (call: { method: string; params?: unknown }) => Promise<unknown> }>

export type EvmSessionState =
  | { status: 'disconnected' }
  /** the library is being loaded, or the wallet of an earlier visit asked whether it still gives access */
  | { status: 'reconnecting' }
  | {
      status: 'connected'
      address: Address
      /** null when the wallet does not say */
      chainId: number | null
      wallet: string
      provider: Eip1193
    }

/** What stands behind a session once it is loaded: wagmi, its connectors and their events. */
export type EvmRuntime = Readonly<{
  /** Takes up wallets that still give access; waits a little for those that announce themselves late. */
  resume: () => Promise<void>
  /** Whether any wallet has announced itself (EIP-6963), after a moment's patience. */
  hasWallets: () => Promise<boolean>
  disconnect: () => Promise<void>
  switchChain: () => Promise<void>
}>
export type EvmSessionParts<R extends EvmRuntime> = Readonly<{
  load: (onState: (state: EvmSessionState) => void) => Promise<R>
  /** Whether this browser had a wallet connected at its last visit. */
  remembered: () => boolean
}>

/**
 * The one EVM wallet of a page. The library behind it is loaded by the press that connects, or at once for who comes back
 * with a wallet that is still connected: a page that is only read carries none of it.
 */
export class EvmSession<R extends EvmRuntime = EvmRuntime> {
  #state: EvmSessionState = { status: 'disconnected' }
  #runtime: Promise<R> | null = null
  #resuming: Promise<void> | null = null
  readonly #watchers = new Set<() => void>()
  readonly #parts: EvmSessionParts<R>

  constructor(parts: EvmSessionParts<R>) {
    this.#parts = parts
  }

  readonly getState = (): EvmSessionState => this.#state
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Loads the library, once; after a failure the next call tries again. */
  runtime(): Promise<R> {
    this.#runtime ??= this.#parts
      .load((state) => this.#set(state))
      .catch((error: unknown) => {
        this.#runtime = null
        throw error
      })
    return this.#runtime
  }

  /** Takes up the wallet of the last visit, if there was one; once a page. */
  resume(): Promise<void> {
    this.#resuming ??= this.#resume()
    return this.#resuming
  }

  async #resume(): Promise<void> {
    if (this.#state.status !== 'disconnected' || !this.#parts.remembered()) return
    this.#set({ status: 'reconnecting' })
    try {
      await (await this.runtime()).resume()
    } catch {
      // what cannot be loaded or asked now is connected by hand later
    }
    if (this.getState().status === 'reconnecting') this.#set({ status: 'disconnected' })
  }

  #set(state: EvmSessionState): void {
    // a wallet names itself, and may name itself anything (T35)
    this.#state = state.status === 'connected' ? { ...state, wallet: walletName(state.wallet) } : state
    for (const watcher of this.#watchers) watcher()
  }
}
