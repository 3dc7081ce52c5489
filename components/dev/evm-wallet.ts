import {
  createPublicClient,
  createWalletClient,
  type Hex,
  hexToBigInt,
  hexToString,
  http,
  isHex,
  numberToHex,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { PublicConfig } from '@/lib/api/status'
import { chainOf } from '@/lib/wallet/chain-of'
import { localKey } from './local-key'
import { askPerson } from './prompt'

type Listener = (value: unknown) => void
type Request = { method: string; params?: unknown }

/** Errors as EIP-1193 and EIP-1474 number them. */
class ProviderError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
const hex = (value: unknown): Hex | undefined => (isHex(value) ? value : undefined)
const list = (params: unknown): readonly unknown[] => (Array.isArray(params) ? params : [])

/**
 * An EVM wallet for the local stack: a real key, real signatures, sent through the local RPC. Announced by EIP-6963 like
 * any extension, so that the page has no other way to reach it.
 */
export function announceEvmWallet(settings: PublicConfig): { address: string } {
  const chain = chainOf(settings)
  const url = settings.evm.rpc[0]
  const account = privateKeyToAccount(localKey('evm'))
  const transport = http(url)
  const node = createPublicClient({ chain, transport })
  const signer = createWalletClient({ account, chain, transport })
  const listeners = new Map<string, Set<Listener>>()
  const allowed = () => window.localStorage.getItem('sluice-developer-evm-access') === 'yes'
  const emit = (event: string, value: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(value)
  }
  const grant = async () => {
    if (!allowed() && !(await askPerson('connect')))
      throw new ProviderError(4001, 'User rejected the request.')
    window.localStorage.setItem('sluice-developer-evm-access', 'yes')
    return [account.address]
  }
  const send = async (transaction: Readonly<Record<string, unknown>>) => {
    if (!(await askPerson('transaction'))) throw new ProviderError(4001, 'User rejected the request.')
    const value = hex(transaction.value)
    const gas = hex(transaction.gas)
    const to = hex(transaction.to)
    const data = hex(transaction.data)
    return signer.sendTransaction({
      ...(to ? { to } : {}),
      ...(data ? { data } : {}),
      ...(value ? { value: hexToBigInt(value) } : {}),
      ...(gas ? { gas: hexToBigInt(gas) } : {}),
    })
  }
  const request = async ({ method, params }: Request): Promise<unknown> => {
    const [first, second] = list(params)
    switch (method) {
      case 'eth_requestAccounts':
        return grant()
      case 'wallet_requestPermissions': {
        const value = await grant()
        return [{ parentCapability: 'eth_accounts', caveats: [{ type: 'restrictReturnedAccounts', value }] }]
      }
      case 'wallet_revokePermissions':
        window.localStorage.removeItem('sluice-developer-evm-access')
        emit('accountsChanged', [])
        return null
      case 'eth_accounts':
        return allowed() ? [account.address] : []
      case 'eth_chainId':
        return numberToHex(chain.id)
      case 'net_version':
        return String(chain.id)
      case 'wallet_switchEthereumChain':
        if ((first as { chainId?: unknown } | undefined)?.chainId === numberToHex(chain.id)) return null
        throw new ProviderError(4902, 'This wallet knows the local chain only.')
      case 'eth_sendTransaction':
        return send((first ?? {}) as Record<string, unknown>)
      case 'personal_sign':
        if (!(await askPerson('message'))) throw new ProviderError(4001, 'User rejected the request.')
        return account.signMessage({ message: isHex(first) ? hexToString(first) : String(first) })
      case 'eth_signTypedData_v4':
        if (!(await askPerson('message'))) throw new ProviderError(4001, 'User rejected the request.')
        return account.signTypedData(JSON.parse(String(second)))
      case 'wallet_getCapabilities':
      case 'wallet_sendCalls':
        throw new ProviderError(4200, `${method} is not supported.`)
      default:
        return node.request({ method, params } as Parameters<typeof node.request>[0])
    }
  }
  const provider = Object.freeze({
    request,
    on: (event: string, listener: Listener) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
    },
    removeListener: (event: string, listener: Listener) => {
      listeners.get(event)?.delete(listener)
    },
  })
  const info = Object.freeze({
    uuid: '6f0c3a52-53c1-4f0a-9d7e-51ce51ce51ce',
    name: 'Built-in wallet',
    icon: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><path fill="#0a6080" d="M0 0h96v96H0z"/><path stroke="#fff" stroke-width="10" d="M32 20v56M64 20v56M16 60h64"/></svg>')}`,
    rdns: 'local.sluice.developer',
  })
  const announce = () =>
    window.dispatchEvent(
      new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
    )
  window.addEventListener('eip6963:requestProvider', announce)
  announce()
  return { address: account.address }
}
