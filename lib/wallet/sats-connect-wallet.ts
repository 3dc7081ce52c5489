import {
  WalletAnswerError,
  WalletFailedError,
  WalletLockedError,
  WalletNotInstalledError,
  WalletRejectedError,
  WalletUnsupportedError,
} from '../errors/wallet.ts'
import {
  accountsAnswer,
  connectAnswer,
  infoAnswer,
  networkAnswer,
  networkOf,
  paymentAccount,
  psbtAnswer,
  readAnswer,
  signatureAnswer,
  transferAnswer,
  walletNetworkNames,
} from './bitcoin-answers.ts'
import type {
  BitcoinConnection,
  BitcoinNetworkName,
  BitcoinPayment,
  BitcoinWallet,
  BitcoinWalletEvent,
  BitcoinWalletInfo,
  MessageSignature,
} from './bitcoin-wallet.ts'
import type { SatsConnect } from './load-sats-connect.ts'
import { waitForWallet } from './wait.ts'

/** Milliseconds: what needs no person, and what does. */
const ANSWER_TIME = 8_000
const PERSON_TIME = 180_000

// JSON-RPC and WBIP codes, and EIP-1193's, which some wallets use on both sides.
const REJECTED = new Set([-32000, 4001])
const NO_ACCESS = new Set([-32002, 4100])
const UNKNOWN_METHOD = new Set([-32601, -32001, 4200])

type Ask = { signal?: AbortSignal | undefined; time?: number }

/** A wallet reached through sats-connect; the library resolves errors and checks no shapes, so both happen here. */
export class SatsConnectWallet implements BitcoinWallet {
  readonly info: BitcoinWalletInfo
  readonly #library: SatsConnect

  /** @param library loaded by `loadSatsConnect` */
  constructor(info: BitcoinWalletInfo, library: SatsConnect) {
    this.info = info
    this.#library = library
  }

  async connect(signal?: AbortSignal): Promise<BitcoinConnection> {
    await this.#info()
    try {
      const answer = readAnswer(
        this.info.name,
        'wallet_connect',
        connectAnswer,
        await this.#ask('wallet_connect', { addresses: ['payment'] }, { signal, time: PERSON_TIME }),
      )
      const account = paymentAccount(this.info.name, 'wallet_connect', answer.addresses)
      const network = answer.network
        ? networkOf(this.info.name, answer.network.bitcoin.name)
        : await this.#network()
      return { wallet: this.info, account, network }
    } catch (error) {
      if (!(error instanceof WalletUnsupportedError)) throw error
      return this.#accounts(PERSON_TIME, signal)
    }
  }

  async restore(): Promise<BitcoinConnection | null> {
    await this.#info()
    try {
      return await this.#addresses()
    } catch (error) {
      if (error instanceof WalletLockedError || error instanceof WalletRejectedError) return null
      throw error
    }
  }

  async sendTransfer(payments: readonly BitcoinPayment[], signal?: AbortSignal): Promise<string> {
    const recipients = payments.map(({ address, sats }) => {
      const amount = Number(sats)
      if (!Number.isSafeInteger(amount) || amount <= 0)
        throw new WalletFailedError(this.info.name, `${sats} sats is no amount`)
      return { address, amount }
    })
    const answer = await this.#ask('sendTransfer', { recipients }, { signal, time: PERSON_TIME })
    return readAnswer(this.info.name, 'sendTransfer', transferAnswer, answer).txid
  }

  async signMessage(
    request: { address: string; message: string },
    signal?: AbortSignal,
  ): Promise<MessageSignature> {
    const answer = readAnswer(
      this.info.name,
      'signMessage',
      signatureAnswer,
      await this.#ask('signMessage', { ...request }, { signal, time: PERSON_TIME }),
    )
    if (answer.address !== request.address)
      throw new WalletAnswerError(this.info.name, 'signMessage', 'address')
    const protocol = answer.protocol === 'BIP322' || answer.protocol === 'ECDSA' ? answer.protocol : null
    return { address: answer.address, signature: answer.signature, protocol }
  }

  async signPsbt(
    { psbt, address, inputs }: { psbt: string; address: string; inputs: readonly number[] },
    signal?: AbortSignal,
  ): Promise<string> {
    // `broadcast` is also what makes wallets finalise, each in its own way
    const answer = await this.#ask(
      'signPsbt',
      { psbt, signInputs: { [address]: [...inputs] }, broadcast: false },
      { signal, time: PERSON_TIME },
    )
    return readAnswer(this.info.name, 'signPsbt', psbtAnswer, answer).psbt
  }

  async changeNetwork(network: BitcoinNetworkName): Promise<void> {
    await this.#ask('wallet_changeNetwork', { name: walletNetworkNames[network] }, { time: PERSON_TIME })
  }

  listen(onEvent: (event: BitcoinWalletEvent) => void): () => void {
    const said: readonly [
      name: 'accountChange' | 'networkChange' | 'disconnect',
      event: BitcoinWalletEvent,
    ][] = [
      ['accountChange', 'changed'],
      ['networkChange', 'changed'],
      ['disconnect', 'disconnected'],
    ]
    const stops = said.map(([name, event]) => this.#library.listen(this.info.id, name, () => onEvent(event)))
    return () => {
      for (const stop of stops) stop()
    }
  }

  async disconnect(): Promise<void> {
    try {
      await this.#ask('wallet_disconnect', null, {})
    } catch (error) {
      // a wallet that cannot disconnect, or is gone, has nothing left to give up
      if (!(error instanceof WalletUnsupportedError || error instanceof WalletNotInstalledError)) throw error
    }
  }

  async #info(): Promise<void> {
    readAnswer(this.info.name, 'getInfo', infoAnswer, await this.#ask('getInfo', null, {}))
  }

  async #network(): Promise<BitcoinNetworkName | null> {
    try {
      const answer = await this.#ask('wallet_getNetwork', null, {})
      return networkOf(
        this.info.name,
        readAnswer(this.info.name, 'wallet_getNetwork', networkAnswer, answer).bitcoin.name,
      )
    } catch (error) {
      if (error instanceof WalletUnsupportedError) return null
      throw error
    }
  }

  async #addresses(): Promise<BitcoinConnection> {
    try {
      const answer = readAnswer(
        this.info.name,
        'getAddresses',
        connectAnswer,
        await this.#ask('getAddresses', { purposes: ['payment'] }, {}),
      )
      const account = paymentAccount(this.info.name, 'getAddresses', answer.addresses)
      const network = answer.network
        ? networkOf(this.info.name, answer.network.bitcoin.name)
        : await this.#network()
      return { wallet: this.info, account, network }
    } catch (error) {
      if (!(error instanceof WalletUnsupportedError)) throw error
      return this.#accounts(ANSWER_TIME)
    }
  }

  async #accounts(time: number, signal?: AbortSignal): Promise<BitcoinConnection> {
    const answer = await this.#ask('getAccounts', { purposes: ['payment'] }, { signal, time })
    const entries = readAnswer(this.info.name, 'getAccounts', accountsAnswer, answer)
    const account = paymentAccount(this.info.name, 'getAccounts', entries)
    return { wallet: this.info, account, network: await this.#network() }
  }

  async #ask(method: string, params: unknown, { signal, time = ANSWER_TIME }: Ask): Promise<unknown> {
    const name = this.info.name
    const answer = await waitForWallet(name, time, this.#library.request(this.info, method, params), signal)
    if (answer.status === 'success') return answer.result
    const { code, message } = answer.error
    if (REJECTED.has(code)) throw new WalletRejectedError(name, answer.error)
    if (NO_ACCESS.has(code)) throw new WalletLockedError(name, answer.error)
    if (UNKNOWN_METHOD.has(code)) throw new WalletUnsupportedError(name, method, answer.error)
    throw new WalletFailedError(name, message, answer.error)
  }
}
