import type * as z from 'zod/mini'
import type { configSchema } from '../api/status.ts'

/** Network names as Bitcoin Core gives them. */
export type BitcoinNetworkName = z.infer<typeof configSchema>['bitcoin']['network']

/** A Bitcoin wallet that this browser offers. */
export type BitcoinWalletInfo = { id: string; name: string; icon: string | null }

/** Address from which the wallet pays. `publicKey` is compressed, 33 bytes, lower-case hex. */
export type BitcoinAccount = { address: string; publicKey: string }

/** `network` is null when the wallet cannot say; the address prefix still tells most of it. */
export type BitcoinConnection = {
  wallet: BitcoinWalletInfo
  account: BitcoinAccount
  network: BitcoinNetworkName | null
}

export type BitcoinPayment = Readonly<{ address: string; sats: bigint }>

export type MessageSignature = { address: string; signature: string; protocol: 'BIP322' | 'ECDSA' | null }

/** What the wallet said by itself. After `changed` the connection is read again; nothing in the event is trusted. */
export type BitcoinWalletEvent = 'changed' | 'disconnected'

/**
 * A Bitcoin wallet as the pages use it. Every method rejects with a class of `lib/errors/wallet.ts`: rejected, locked or
 * not installed, wrong network, no answer, wrong shape. Amounts in sats.
 */
export interface BitcoinWallet {
  readonly info: BitcoinWalletInfo
  /** Asks the person for access. */
  connect(signal?: AbortSignal): Promise<BitcoinConnection>
  /** Reads the connection without a prompt where the wallet can; null when access was never given. */
  restore(): Promise<BitcoinConnection | null>
  /** Signs and broadcasts one transaction that pays each. @returns txid as explorers show it */
  sendTransfer(payments: readonly BitcoinPayment[], signal?: AbortSignal): Promise<string>
  signMessage(request: { address: string; message: string }, signal?: AbortSignal): Promise<MessageSignature>
  /**
   * Asks for signatures of `address` on `inputs` of a PSBT in base64, neither finalised nor broadcast.
   * @returns the PSBT as the wallet gives it back, in base64, not judged here
   */
  signPsbt(
    request: { psbt: string; address: string; inputs: readonly number[] },
    signal?: AbortSignal,
  ): Promise<string>
  changeNetwork(network: BitcoinNetworkName): Promise<void>
  /** @returns stops listening */
  listen(onEvent: (event: BitcoinWalletEvent) => void): () => void
  disconnect(): Promise<void>
}
