import { createRequire } from 'node:module'
import {
  type Abi,
  type Address,
  concat,
  createPublicClient,
  createWalletClient,
  encodeFunctionData,
  encodePacked,
  type Hex,
  hexToBigInt,
  http,
  numberToHex,
  parseAbi,
  parseEventLogs,
  size,
  zeroAddress,
} from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { Refusals, WalletRefusal } from './refusals.ts'

type Artifact = Readonly<{ abi: Abi; bytecode: Hex }>
const require = createRequire(import.meta.url)
const artifacts: Readonly<Record<'safe' | 'factory' | 'multiSend', Artifact>> = {
  safe: require('@safe-global/safe-smart-account/build/artifacts/contracts/Safe.sol/Safe.json'),
  factory: require('@safe-global/safe-smart-account/build/artifacts/contracts/proxies/SafeProxyFactory.sol/SafeProxyFactory.json'),
  multiSend: require('@safe-global/safe-smart-account/build/artifacts/contracts/libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json'),
}

const safeAbi = parseAbi([
  'function setup(address[] owners, uint256 threshold, address to, bytes data, address fallbackHandler, address paymentToken, uint256 payment, address paymentReceiver)',
  'function nonce() view returns (uint256)',
  'function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 nonce) view returns (bytes32)',
  'function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures) payable returns (bool)',
])
const factoryAbi = parseAbi([
  'function createProxyWithNonce(address singleton, bytes initializer, uint256 saltNonce) returns (address)',
  'event ProxyCreation(address indexed proxy, address singleton)',
])
const multiSendAbi = parseAbi(['function multiSend(bytes transactions) payable'])

type Call = Readonly<{ to: Address; value: bigint; data: Hex; operation: 0 | 1 }>
type Asked = Readonly<{ to: Address; data?: Hex; value?: Hex }>
type Proposal = Call & { hash: Hex; executed: Hex | null }

/**
 * A Safe as its wallet shows it to a page: the account is the contract, what is sent is only proposed, and the answer is
 * the Safe's own hash, which the chain never shows (C29). Its owners sign and execute when a test says so. Real contracts.
 */
export class SafeWallet {
  readonly refusals = new Refusals()
  readonly address: Address
  readonly proposals: Proposal[] = []
  emit: (event: string, value: unknown) => void = () => {}
  readonly #owners: readonly PrivateKeyAccount[]
  readonly #multiSend: Address
  readonly #client: ReturnType<typeof clientOf>

  private constructor(
    rpc: string,
    address: Address,
    multiSend: Address,
    owners: readonly PrivateKeyAccount[],
  ) {
    this.#client = clientOf(rpc)
    this.address = address
    this.#multiSend = multiSend
    this.#owners = [...owners].sort((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1))
  }

  /** Deploys Safe's contracts and a Safe that needs every one of `keys`; the first pays the gas. */
  static async deploy(rpc: string, keys: readonly Hex[]): Promise<SafeWallet> {
    const owners = keys.map((key) => privateKeyToAccount(key))
    const [payer] = owners
    if (!payer) throw new Error('A Safe needs owners')
    const wallet = createWalletClient({ account: payer, chain: foundry, transport: http(rpc) })
    const client = clientOf(rpc)
    const deploy = async (what: keyof typeof artifacts): Promise<Address> => {
      const { abi, bytecode } = artifacts[what]
      const hash = await wallet.deployContract({ abi, bytecode })
      const { contractAddress } = await client.waitForTransactionReceipt({ hash })
      if (!contractAddress) throw new Error(`${what} was not deployed`)
      return contractAddress
    }
    const singleton = await deploy('safe')
    const factory = await deploy('factory')
    const multiSend = await deploy('multiSend')
    const initializer = encodeFunctionData({
      abi: safeAbi,
      functionName: 'setup',
      args: [
        owners.map(({ address }) => address),
        BigInt(owners.length),
        zeroAddress,
        '0x',
        zeroAddress,
        zeroAddress,
        0n,
        zeroAddress,
      ],
    })
    const hash = await wallet.writeContract({
      address: factory,
      abi: factoryAbi,
      functionName: 'createProxyWithNonce',
      args: [singleton, initializer, 0n],
    })
    const { logs } = await client.waitForTransactionReceipt({ hash })
    const [made] = parseEventLogs({ abi: factoryAbi, eventName: 'ProxyCreation', logs })
    if (!made) throw new Error('No Safe was made')
    return new SafeWallet(rpc, made.args.proxy, multiSend, owners)
  }

  request(call: Readonly<{ method: string; params?: unknown }>): Promise<unknown> {
    return this.refusals.over(call.method, () => this.#answer(call.method, call.params))
  }

  async #answer(method: string, params: unknown): Promise<unknown> {
    const [first] = (params ?? []) as [unknown]
    switch (method) {
      case 'eth_accounts':
      case 'eth_requestAccounts':
        return [this.address]
      case 'wallet_requestPermissions':
        return [{ parentCapability: 'eth_accounts', caveats: [{ value: [this.address] }] }]
      case 'eth_chainId':
        return numberToHex(foundry.id)
      case 'eth_sendTransaction': {
        const { to, data = '0x', value = '0x0' } = first as Asked
        return this.#propose({ to, data, value: hexToBigInt(value), operation: 0 })
      }
      case 'wallet_getCapabilities':
        return { [numberToHex(foundry.id)]: { atomic: { status: 'supported' } } }
      case 'wallet_sendCalls':
        return { id: await this.#proposeAll((first as { calls: readonly Asked[] }).calls) }
      case 'wallet_getCallsStatus': {
        const found = this.proposals.find(({ hash }) => hash === first)
        if (!found) throw new WalletRefusal(5730, 'Unknown bundle')
        const receipts = found.executed ? [{ transactionHash: found.executed }] : []
        return { status: found.executed ? 200 : 100, receipts }
      }
      case 'eth_signTypedData_v4':
        throw new WalletRefusal(4200, 'A Safe signs with its owners')
      default:
        return this.#client.request({ method, params } as never)
    }
  }

  #proposeAll(calls: readonly Asked[]): Promise<Hex> {
    const packed = calls.map(({ to, data = '0x', value = '0x0' }) =>
      encodePacked(
        ['uint8', 'address', 'uint256', 'uint256', 'bytes'],
        [0, to, hexToBigInt(value), BigInt(size(data)), data],
      ),
    )
    const data = encodeFunctionData({ abi: multiSendAbi, functionName: 'multiSend', args: [concat(packed)] })
    return this.#propose({ to: this.#multiSend, value: 0n, data, operation: 1 })
  }

  async #propose(call: Call): Promise<Hex> {
    const nonce = await this.#client.readContract({
      address: this.address,
      abi: safeAbi,
      functionName: 'nonce',
    })
    const hash = await this.#client.readContract({
      address: this.address,
      abi: safeAbi,
      functionName: 'getTransactionHash',
      args: [call.to, call.value, call.data, call.operation, 0n, 0n, 0n, zeroAddress, zeroAddress, nonce],
    })
    this.proposals.push({ ...call, hash, executed: null })
    return hash
  }

  /** All owners sign the newest proposal, the first of them executes it. @returns the hash that the chain knows */
  async execute(): Promise<Hex> {
    const proposal = this.proposals.at(-1)
    const [payer] = this.#owners
    if (!proposal || !payer) throw new Error('Nothing was proposed')
    const signatures = await Promise.all(this.#owners.map((owner) => owner.sign({ hash: proposal.hash })))
    const { to, value, data, operation } = proposal
    const hash = await createWalletClient({
      account: payer,
      chain: foundry,
      transport: http(this.#client.transport.url),
    }).writeContract({
      address: this.address,
      abi: safeAbi,
      functionName: 'execTransaction',
      args: [to, value, data, operation, 0n, 0n, 0n, zeroAddress, zeroAddress, concat(signatures)],
    })
    await this.#client.waitForTransactionReceipt({ hash })
    proposal.executed = hash
    return hash
  }
}

const clientOf = (rpc: string) =>
  createPublicClient({ chain: foundry, transport: http(rpc), pollingInterval: 50 })
