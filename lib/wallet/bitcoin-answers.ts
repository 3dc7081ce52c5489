import * as z from 'zod/mini'
import { WalletAnswerError } from '../errors/wallet.ts'
import type { BitcoinAccount, BitcoinNetworkName } from './bitcoin-wallet.ts'

// Wallets answer with more, or less, than the library's types promise; only what is used is demanded here.
const compressedKey = z.string().check(z.regex(/^0[23][0-9a-f]{64}$/i))
const plainAddress = z.string().check(z.regex(/^[0-9a-zA-Z]{14,90}$/))

const addressEntry = z.object({ address: z.string(), publicKey: z.string(), purpose: z.string() })
const paymentEntry = z.object({ address: plainAddress, publicKey: compressedKey })
const network = z.object({ bitcoin: z.object({ name: z.string() }) })

export const infoAnswer = z.object({ version: z.string() })
export const connectAnswer = z.object({ addresses: z.array(addressEntry), network: z.optional(network) })
export const accountsAnswer = z.array(addressEntry)
export const networkAnswer = network
export const transferAnswer = z.object({ txid: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
export const psbtAnswer = z.object({
  psbt: z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(600_000)),
})
export const signatureAnswer = z.object({
  address: z.string(),
  signature: z.string().check(z.minLength(1), z.maxLength(2_000)),
  protocol: z.optional(z.string()),
})

/**
 * Reads an answer of a wallet.
 *
 * @throws WalletAnswerError naming the first field that does not fit
 */
export function readAnswer<T extends z.ZodMiniType>(
  wallet: string,
  method: string,
  schema: T,
  answer: unknown,
): z.infer<T> {
  const read = schema.safeParse(answer)
  if (read.success) return read.data
  const path = read.error.issues[0]?.path.map(String).join('.')
  throw new WalletAnswerError(wallet, method, path || 'answer', read.error)
}

/**
 * The account to pay from: the one entry of purpose `payment`.
 *
 * @throws WalletAnswerError when there is none, or its key is not a compressed public key
 */
export function paymentAccount(
  wallet: string,
  method: string,
  entries: z.infer<typeof accountsAnswer>,
): BitcoinAccount {
  const entry = entries.find(({ purpose }) => purpose.toLowerCase() === 'payment')
  if (!entry) throw new WalletAnswerError(wallet, method, 'payment address')
  const { address, publicKey } = readAnswer(wallet, method, paymentEntry, entry)
  return { address, publicKey: publicKey.toLowerCase() }
}

const networkNames: Readonly<Record<string, BitcoinNetworkName>> = {
  mainnet: 'main',
  testnet: 'test',
  testnet4: 'test',
  signet: 'signet',
  regtest: 'regtest',
}
export const walletNetworkNames: Readonly<Record<BitcoinNetworkName, string>> = {
  main: 'Mainnet',
  test: 'Testnet',
  signet: 'Signet',
  regtest: 'Regtest',
}

/** @throws WalletAnswerError for a name that no Bitcoin network has */
export function networkOf(wallet: string, name: string): BitcoinNetworkName {
  const found = Object.hasOwn(networkNames, name.toLowerCase()) ? networkNames[name.toLowerCase()] : undefined
  if (!found) throw new WalletAnswerError(wallet, 'wallet_getNetwork', 'network name')
  return found
}
