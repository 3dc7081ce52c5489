import { base64 } from '@scure/base'
import { p2wpkh, SigHash, Transaction } from '@scure/btc-signer'
import { pubECDSA } from '@scure/btc-signer/utils.js'
import { bytesToHex, hexToBytes } from 'viem'
import * as z from 'zod/mini'
import { localKey } from './local-key'
import { askPerson } from './prompt'

const regtest = { bech32: 'bcrt', pubKeyHash: 0x6f, scriptHash: 0xc4, wif: 0xef }
const ID = 'SluiceDeveloper.BitcoinProvider'
/** sats per virtual byte; the local node takes anything from one up */
const FEE_RATE = 2n

const outputs = z.array(
  z.object({
    txid: z.string(),
    vout: z.number(),
    value: z.number(),
    status: z.object({ confirmed: z.boolean() }),
  }),
)
const transferParams = z.object({
  recipients: z
    .array(z.object({ address: z.string(), amount: z.int().check(z.positive()) }))
    .check(z.minLength(1)),
})
const psbtParams = z.object({
  psbt: z.string(),
  signInputs: z.optional(z.record(z.string(), z.array(z.int()))),
  broadcast: z.optional(z.boolean()),
})

class RpcProblem extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
const refused = () => new RpcProblem(-32000, 'User rejected request')

async function api(path: string, init?: RequestInit): Promise<string> {
  const answer = await fetch(`/api/v1/bitcoin${path}`, { cache: 'no-store', ...init })
  const text = await answer.text()
  if (!answer.ok) throw new RpcProblem(-32603, text.slice(0, 300))
  return text
}

/**
 * A Bitcoin wallet for the local stack, spoken to by sats-connect like any extension: native segwit, real signatures,
 * broadcast to the real node.
 */
export function announceBitcoinWallet(): { address: string } {
  const secret = hexToBytes(localKey('bitcoin'))
  const publicKey = pubECDSA(secret)
  const own = p2wpkh(publicKey, regtest)
  const address = own.address
  if (!address) throw new Error('the built-in wallet has no address')
  const listeners = new Set<{ eventName: string; cb: (event: unknown) => void }>()
  const allowed = () => window.localStorage.getItem('sluice-developer-bitcoin-access') === 'yes'
  const entry = {
    address,
    publicKey: bytesToHex(publicKey).slice(2),
    purpose: 'payment',
    addressType: 'p2wpkh',
    walletType: 'software',
  }
  const network = {
    bitcoin: { name: 'Regtest' },
    stacks: { name: 'testnet' },
    spark: { name: 'regtest' },
  }

  const transfer = async (params: unknown) => {
    const read = transferParams.safeParse(params)
    if (!read.success) throw new RpcProblem(-32602, 'recipients are missing or wrong')
    if (!(await askPerson('payment'))) throw refused()
    const coins = outputs.parse(JSON.parse(await api(`/address/${address}/utxo`)))
    const transaction = new Transaction({ allowLegacyWitnessUtxo: true })
    let due = 0n
    for (const { address: to, amount } of read.data.recipients) {
      transaction.addOutputAddress(to, BigInt(amount), regtest)
      due += BigInt(amount)
    }
    let gathered = 0n
    // a first guess at the size: overhead and outputs, then 68 virtual bytes an input
    let fee = FEE_RATE * BigInt(11 + 43 * (read.data.recipients.length + 1))
    for (const coin of coins.sort((a, b) => b.value - a.value)) {
      if (gathered >= due + fee) break
      transaction.addInput({
        txid: coin.txid,
        index: coin.vout,
        sequence: 0xfffffffd,
        witnessUtxo: { script: own.script, amount: BigInt(coin.value) },
      })
      gathered += BigInt(coin.value)
      fee += FEE_RATE * 68n
    }
    if (gathered < due + fee)
      throw new RpcProblem(-32603, 'The built-in wallet has too little: get coins from the faucet first.')
    const change = gathered - due - fee
    if (change >= 546n) transaction.addOutputAddress(address, change, regtest)
    transaction.sign(secret)
    transaction.finalize()
    await api('/tx', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: transaction.hex })
    return { txid: transaction.id }
  }
  const signPsbt = async (params: unknown) => {
    const read = psbtParams.safeParse(params)
    if (!read.success) throw new RpcProblem(-32602, 'psbt is missing')
    if (!(await askPerson('payment'))) throw refused()
    // a script of another form is signed when it holds this key's hash, as extensions do
    const transaction = Transaction.fromPSBT(base64.decode(read.data.psbt), {
      allowUnknownOutputs: true,
      allowUnknownInputs: true,
    })
    const { signInputs } = read.data
    if (signInputs && !signInputs[address]) throw new RpcProblem(-32602, 'signInputs name another address')
    if (signInputs) for (const at of signInputs[address] ?? []) transaction.signIdx(secret, at, [SigHash.ALL])
    else transaction.sign(secret, [SigHash.ALL])
    if (!read.data.broadcast) return { psbt: base64.encode(transaction.toPSBT()) }
    transaction.finalize()
    await api('/tx', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: transaction.hex })
    return { psbt: base64.encode(transaction.toPSBT()), txid: transaction.id }
  }
  const connect = async () => {
    if (!allowed() && !(await askPerson('connect'))) throw refused()
    window.localStorage.setItem('sluice-developer-bitcoin-access', 'yes')
    return { id: 'local', addresses: [entry], walletType: 'software', network }
  }
  const answer = async (method: string, params: unknown): Promise<unknown> => {
    if (method === 'getInfo') return { version: '1.0.0', platform: 'web', methods: [], supports: [] }
    if (method === 'wallet_connect' || method === 'wallet_requestPermissions') return connect()
    if (method === 'wallet_getNetwork') return network
    if (!allowed()) throw new RpcProblem(-32002, 'Access denied')
    switch (method) {
      case 'getAccounts':
        return [entry]
      case 'getAddresses':
      case 'wallet_getAccount':
        return { id: 'local', addresses: [entry], walletType: 'software', network }
      case 'sendTransfer':
        return transfer(params)
      case 'signPsbt':
        return signPsbt(params)
      case 'wallet_changeNetwork':
        throw new RpcProblem(-32001, 'This wallet knows regtest only.')
      case 'wallet_disconnect':
      case 'wallet_renouncePermissions':
        window.localStorage.removeItem('sluice-developer-bitcoin-access')
        for (const { eventName, cb } of listeners) if (eventName === 'disconnect') cb({ type: 'disconnect' })
        return null
      default:
        throw new RpcProblem(-32601, `${method} is not supported`)
    }
  }
  const provider = Object.freeze({
    request: async (method: string, params: unknown) => {
      try {
        return { jsonrpc: '2.0', id: '1', result: await answer(method, params) }
      } catch (error) {
        const code = error instanceof RpcProblem ? error.code : -32603
        return {
          jsonrpc: '2.0',
          id: '1',
          error: { code, message: error instanceof Error ? error.message : 'failed' },
        }
      }
    },
    addListener: (listener: { eventName: string; cb: (event: unknown) => void }) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  })
  Reflect.set(window, 'SluiceDeveloper', { BitcoinProvider: provider })
  const announced: unknown = Reflect.get(window, 'btc_providers')
  const others = Array.isArray(announced) ? announced.filter((wallet) => wallet?.id !== ID) : []
  Reflect.set(window, 'btc_providers', [...others, { id: ID, name: 'Built-in Bitcoin wallet', icon: '' }])
  return { address }
}
