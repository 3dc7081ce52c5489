import type {
  BitcoinConnection,
  BitcoinNetworkName,
  BitcoinWallet,
  BitcoinWalletInfo,
} from './bitcoin-wallet.ts'

export type BitcoinSessionState =
  | { status: 'disconnected'; error: unknown }
  | { status: 'loading' }
  /** `wallets` may be empty: none is installed in this browser */
  | { status: 'choosing'; wallets: readonly BitcoinWalletInfo[]; error: unknown }
  | { status: 'connecting'; wallet: BitcoinWalletInfo }
  | { status: 'connected'; connection: BitcoinConnection }

export type BitcoinSessionParts = {
  /** Lists and opens wallets; loads the library on its first call. */
  load: () => Promise<{
    wallets: () => BitcoinWalletInfo[]
    open: (info: BitcoinWalletInfo) => BitcoinWallet
  }>
  /** Where the id of the last wallet is kept; only a preference, never a state of a deposit. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null
}
const PLACE = 'sluice-bitcoin-wallet'

/** The one Bitcoin wallet of a page: chosen, connected, changed from outside, given up. */
export class BitcoinSession {
  #state: BitcoinSessionState = { status: 'disconnected', error: null }
  #wallet: BitcoinWallet | null = null
  #stop: (() => void) | null = null
  #waiting: AbortController | null = null
  readonly #watchers = new Set<() => void>()
  readonly #parts: BitcoinSessionParts

  constructor(parts: BitcoinSessionParts) {
    this.#parts = parts
  }

  readonly getState = (): BitcoinSessionState => this.#state
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }
  /** The connected wallet, to sign and to pay with; null when there is none. */
  readonly wallet = (): BitcoinWallet | null => (this.#state.status === 'connected' ? this.#wallet : null)

  /** Loads the list of wallets. */
  async choose(): Promise<void> {
    this.#set({ status: 'loading' })
    try {
      const { wallets } = await this.#parts.load()
      this.#set({ status: 'choosing', wallets: wallets(), error: null })
    } catch (error) {
      this.#set({ status: 'disconnected', error })
    }
  }

  /** Asks `info` for access. A refusal leaves the list open, with its reason. */
  async connect(info: BitcoinWalletInfo): Promise<void> {
    const { wallets, open } = await this.#parts.load()
    const wallet = open(info)
    const waiting = new AbortController()
    this.#waiting = waiting
    this.#set({ status: 'connecting', wallet: info })
    try {
      const connection = await wallet.connect(waiting.signal)
      if (waiting.signal.aborted) return
      this.#adopt(wallet, connection)
      this.#parts.storage?.setItem(PLACE, info.id)
    } catch (error) {
      if (this.#waiting === waiting) this.#set({ status: 'choosing', wallets: wallets(), error })
    } finally {
      if (this.#waiting === waiting) this.#waiting = null
    }
  }

  /** Stops waiting for a wallet, or closes the list. */
  cancel(): void {
    this.#waiting?.abort()
    this.#waiting = null
    if (this.#state.status !== 'connected') this.#set({ status: 'disconnected', error: null })
  }

  /**
   * Takes up the wallet of the last visit without a prompt, when it still gives access.
   * @returns false while that wallet has not shown itself in this page: slow ones inject themselves later, ask again
   */
  async resume(): Promise<boolean> {
    const id = this.#parts.storage?.getItem(PLACE)
    if (!id || this.#state.status !== 'disconnected') return true
    try {
      const { wallets, open } = await this.#parts.load()
      const info = wallets().find((wallet) => wallet.id === id)
      if (!info) return false
      const wallet = open(info)
      const connection = await wallet.restore()
      if (connection && this.#state.status === 'disconnected') this.#adopt(wallet, connection)
      return true
    } catch {
      // a preference that can no longer be followed: the person connects again by hand
      return true
    }
  }

  async changeNetwork(network: BitcoinNetworkName): Promise<void> {
    await this.#wallet?.changeNetwork(network)
    await this.#reread()
  }

  async disconnect(): Promise<void> {
    const wallet = this.#wallet
    this.#forget()
    await wallet?.disconnect()
  }

  #adopt(wallet: BitcoinWallet, connection: BitcoinConnection): void {
    this.#stop?.()
    this.#wallet = wallet
    this.#stop = wallet.listen((event) => {
      if (event === 'disconnected') this.#forget()
      else void this.#reread()
    })
    this.#set({ status: 'connected', connection })
  }

  async #reread(): Promise<void> {
    const wallet = this.#wallet
    try {
      const connection = await wallet?.restore()
      if (wallet !== this.#wallet) return
      if (connection) this.#set({ status: 'connected', connection })
      else this.#forget()
    } catch (error) {
      this.#forget(error)
    }
  }

  #forget(error: unknown = null): void {
    this.#stop?.()
    this.#stop = null
    this.#wallet = null
    this.#parts.storage?.removeItem(PLACE)
    this.#set({ status: 'disconnected', error })
  }

  #set(state: BitcoinSessionState): void {
    this.#state = state
    for (const watcher of this.#watchers) watcher()
  }
}
