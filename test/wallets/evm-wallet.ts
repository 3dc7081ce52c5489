import { createPublicClient, createWalletClient, type Hex, hexToBigInt, http, numberToHex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { Refusals, WalletRefusal } from './refusals.ts'

type Call = Readonly<{ method: string; params?: unknown }>
type Emit = (event: string, value: unknown) => void
type Asked = Readonly<{ to?: Hex; data?: Hex; value?: Hex; gas?: Hex; chainId?: Hex }>

/**
 * An EVM wallet as EIP-1193 has it, with keys of its own that really sign; what it does not know goes to the node. It
 * does what a person can do to a wallet: lock it, switch its account or its network, cut it off, and refuse.
 */
export class EvmWallet {
  readonly refusals = new Refusals()
  /** what the person was asked to sign or to send, oldest first */
  readonly asked: { method: string; params: unknown }[] = []
  /** transactions that left the wallet */
  readonly sent: Hex[] = []
  emit: Emit = () => {}
  #key: Hex
  #chainId = foundry.id as number
  #locked = false
  readonly #rpc: string

  constructor(rpc: string, key: Hex) {
    this.#rpc = rpc
    this.#key = key
  }

  get #account(): PrivateKeyAccount {
    return privateKeyToAccount(this.#key)
  }
  get key(): Hex {
    return this.#key
  }
  get address(): Hex {
    return this.#account.address
  }
  lock(): void {
    this.#locked = true
    this.emit('accountsChanged', [])
  }
  unlock(): void {
    this.#locked = false
    this.emit('accountsChanged', [this.address])
  }
  speakFor(key: Hex): void {
    this.#key = key
    this.emit('accountsChanged', [this.address])
  }
  moveTo(chainId: number): void {
    this.#chainId = chainId
    this.emit('chainChanged', numberToHex(chainId))
  }
  disconnect(): void {
    this.emit('disconnect', { code: 4900, message: 'Disconnected from all chains' })
  }

  request(call: Call): Promise<unknown> {
    return this.refusals.over(call.method, () => this.#answer(call))
  }

  async #answer({ method, params }: Call): Promise<unknown> {
    const list = Array.isArray(params) ? params : []
    switch (method) {
      case 'eth_accounts':
        return this.#locked ? [] : [this.address]
      case 'eth_requestAccounts':
        return [this.#person(method, params).address]
      case 'wallet_requestPermissions':
        return [
          { parentCapability: 'eth_accounts', caveats: [{ value: [this.#person(method, params).address] }] },
        ]
      case 'wallet_revokePermissions':
        return null
      case 'eth_chainId':
        return numberToHex(this.#chainId)
      case 'wallet_switchEthereumChain':
        this.#person(method, params)
        this.moveTo(Number(list[0]?.chainId))
        return null
      case 'eth_sendTransaction':
        return this.#send(method, list)
      case 'eth_signTypedData_v4':
        return this.#person(method, params).signTypedData(JSON.parse(String(list[1])))
      default:
        return this.fallback(method, list)
    }
  }

  /** What a wallet of another kind can do more. */
  protected fallback(method: string, params: readonly unknown[]): Promise<unknown> {
    if (method.startsWith('wallet_')) throw new WalletRefusal(4200, `${method} is not supported`)
    const node = createPublicClient({ chain: foundry, transport: http(this.#rpc) })
    return node.request({ method, params } as never)
  }

  #person(method: string, params: unknown): PrivateKeyAccount {
    if (this.#locked) throw new WalletRefusal(4100, 'The wallet is locked')
    this.asked.push({ method, params })
    return this.#account
  }

  async #send(method: string, params: readonly unknown[]): Promise<Hex> {
    const account = this.#person(method, params)
    const { to, data, value, gas, chainId } = params[0] as Asked
    if (chainId !== undefined && Number(chainId) !== this.#chainId)
      throw new WalletRefusal(4901, 'The wallet is on another chain')
    const wallet = createWalletClient({ account, chain: foundry, transport: http(this.#rpc) })
    const hash = await wallet.sendTransaction({
      ...(to && { to }),
      ...(data && { data }),
      ...(value && { value: hexToBigInt(value) }),
      ...(gas && { gas: hexToBigInt(gas) }),
    })
    this.sent.push(hash)
    return hash
  }
}
