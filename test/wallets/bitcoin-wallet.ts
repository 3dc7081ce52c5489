import { base64, hex } from '@scure/base'
import { p2wpkh, SigHash, Transaction } from '@scure/btc-signer'
import { type BTC_NETWORK, pubECDSA, randomPrivateKeyBytes } from '@scure/btc-signer/utils.js'
import { Refusals, WalletRefusal } from './refusals.ts'

type Coin = Readonly<{ txid: string; index: number; sats: bigint }>
type Transfer = Readonly<{ recipients: readonly { address: string; amount: number }[] }>
type Sign = Readonly<{ psbt: string; signInputs: Readonly<Record<string, readonly number[]>> }>

const FEE = 1_000n
const dust = 546n

/**
 * A Bitcoin wallet as sats-connect speaks to it: native segwit, signs with a key of its own, broadcasts what it signs. A
 * person can lock it, change its account or network, cut it off, and decline.
 */
export class BitcoinWallet {
  readonly refusals = new Refusals()
  /** transactions that left the wallet, as hex */
  readonly sent: string[] = []
  emit: (event: string, value: unknown) => void = () => {}
  #secret = randomPrivateKeyBytes()
  #coins: Coin[] = []
  #network = 'Regtest'
  #locked = false
  readonly #params: BTC_NETWORK
  readonly #broadcast: (raw: string) => Promise<unknown>

  constructor(params: BTC_NETWORK, broadcast: (raw: string) => Promise<unknown>) {
    this.#params = params
    this.#broadcast = broadcast
  }

  get #own() {
    return p2wpkh(pubECDSA(this.#secret), this.#params)
  }
  get address(): string {
    return this.#own.address ?? ''
  }
  /** Takes up the outputs of a transaction that pay this wallet. */
  received(raw: string): void {
    const transaction = Transaction.fromRaw(hex.decode(raw), {
      allowUnknownOutputs: true,
      allowUnknownInputs: true,
      disableScriptCheck: true,
    })
    const script = hex.encode(this.#own.script)
    for (let index = 0; index < transaction.outputsLength; index += 1) {
      const output = transaction.getOutput(index)
      if (output.script && output.amount && hex.encode(output.script) === script)
        this.#coins.push({ txid: transaction.id, index, sats: output.amount })
    }
  }
  lock(): void {
    this.#locked = true
    this.emit('accountChange', null)
  }
  unlock(): void {
    this.#locked = false
  }
  changeAccount(): void {
    this.#secret = randomPrivateKeyBytes()
    this.#coins = []
    this.emit('accountChange', null)
  }
  changeNetwork(name: string): void {
    this.#network = name
    this.emit('networkChange', null)
  }
  disconnect(): void {
    this.emit('disconnect', null)
  }

  request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    return this.refusals.over(method, async () => this.#answer(method, params))
  }

  #answer(method: string, params: unknown): unknown {
    if (method === 'getInfo') return { version: '1.0.0', platform: 'test', methods: [], supports: [] }
    if (this.#locked) throw new WalletRefusal(-32_002, 'The wallet is locked')
    const network = { bitcoin: { name: this.#network } }
    const publicKey = hex.encode(pubECDSA(this.#secret))
    const addresses = [{ address: this.address, publicKey, purpose: 'payment', addressType: 'p2wpkh' }]
    switch (method) {
      case 'wallet_connect':
      case 'getAddresses':
        return { id: 'test', addresses, walletType: 'software', network }
      case 'getAccounts':
        return addresses
      case 'wallet_getNetwork':
        return network
      case 'sendTransfer':
        return this.#transfer(params as Transfer)
      case 'signPsbt':
        return this.#sign(params as Sign)
      case 'wallet_disconnect':
        return null
      default:
        throw new WalletRefusal(-32_601, `${method} is not supported`)
    }
  }

  async #transfer({ recipients }: Transfer): Promise<{ txid: string }> {
    const transaction = new Transaction()
    const { script } = this.#own
    let left = -FEE
    for (const { txid, index, sats } of this.#coins) {
      transaction.addInput({ txid, index, sequence: 0xfffffffd, witnessUtxo: { script, amount: sats } })
      left += sats
    }
    for (const { address, amount } of recipients) {
      transaction.addOutputAddress(address, BigInt(amount), this.#params)
      left -= BigInt(amount)
    }
    if (left < 0n) throw new WalletRefusal(-32_603, 'Not enough coins')
    if (left >= dust) transaction.addOutputAddress(this.address, left, this.#params)
    transaction.sign(this.#secret)
    transaction.finalize()
    await this.#broadcast(transaction.hex)
    this.#coins = []
    this.received(transaction.hex)
    this.sent.push(transaction.hex)
    return { txid: transaction.id }
  }

  #sign({ psbt, signInputs }: Sign): { psbt: string } {
    const transaction = Transaction.fromPSBT(base64.decode(psbt), {
      allowUnknownOutputs: true,
      allowUnknownInputs: true,
    })
    for (const at of signInputs[this.address] ?? []) transaction.signIdx(this.#secret, at, [SigHash.ALL])
    return { psbt: base64.encode(transaction.toPSBT()) }
  }
}
