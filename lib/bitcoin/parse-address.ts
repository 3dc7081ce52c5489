import { sha256 } from '@noble/hashes/sha2.js'
import { base58, bech32, bech32m, createBase58check } from '@scure/base'
import {
  AddressChecksumError,
  AddressEmptyError,
  AddressIsEvmError,
  AddressNetworkError,
  AddressUnreadableError,
  AddressWitnessVersionError,
} from '../errors/bitcoin-address.ts'
import { type BitcoinNetwork, bitcoinNetworks } from './networks.ts'
import { outputScript } from './output-script.ts'
import type { OutputType } from './parse-output-script.ts'

export type ParsedAddress = Readonly<{
  /** as it is to be shown: bech32 in lower case */
  address: string
  type: OutputType
  network: BitcoinNetwork
  /** key hash, script hash or Taproot output key */
  hash: Uint8Array
  script: Uint8Array
}>

const names = Object.keys(bitcoinNetworks) as BitcoinNetwork[]
const base58check = createBase58check(sha256)

const parseSegwit = (text: string, network: BitcoinNetwork): ParsedAddress => {
  // BIP-173: mixed case is invalid, so that a QR may be all upper case and nothing in between.
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) throw new AddressChecksumError(text)
  const lower = text.toLowerCase()
  const prefix = lower.slice(0, lower.lastIndexOf('1'))
  const found = names.filter((name) => bitcoinNetworks[name].bech32 === prefix)
  const decoded = bech32.decodeUnsafe(lower, 90)
  const decodedM = bech32m.decodeUnsafe(lower, 90)
  const words = (decoded ?? decodedM)?.words
  const version = words?.[0]
  if (words === undefined || version === undefined) throw new AddressChecksumError(text)
  // BIP-350: version 0 in bech32, all others in bech32m; the other way round a character could be dropped unseen.
  if ((version === 0) !== (decoded !== undefined)) throw new AddressChecksumError(text)
  const hash = bech32.fromWordsUnsafe(words.slice(1))
  if (!hash || version > 16 || hash.length < 2 || hash.length > 40) throw new AddressUnreadableError(text)
  if (version === 0 && hash.length !== 20 && hash.length !== 32) throw new AddressUnreadableError(text)
  if (!found.includes(network)) throw new AddressNetworkError(text, `${prefix}1`, found, network)
  if (version > 1 || (version === 1 && hash.length !== 32))
    throw new AddressWitnessVersionError(text, version)
  const type = version === 1 ? 'p2tr' : hash.length === 20 ? 'p2wpkh' : 'p2wsh'
  return { address: lower, type, network, hash, script: outputScript({ type, hash }) }
}

const parseBase58 = (text: string, network: BitcoinNetwork): ParsedAddress => {
  let payload: Uint8Array
  try {
    payload = base58check.decode(text)
  } catch (cause) {
    let length = 0
    try {
      length = base58.decode(text).length
    } catch {
      throw new AddressUnreadableError(text, cause)
    }
    // 1 version byte, 20 of hash, 4 of checksum: the right length with a wrong sum is a typing error.
    throw length === 25 ? new AddressChecksumError(text) : new AddressUnreadableError(text, cause)
  }
  const version = payload[0]
  const isKey = names.filter((name) => bitcoinNetworks[name].pubKeyHash === version)
  const isScript = names.filter((name) => bitcoinNetworks[name].scriptHash === version)
  if (payload.length !== 21 || isKey.length + isScript.length === 0) throw new AddressUnreadableError(text)
  const found = [...isKey, ...isScript]
  if (!found.includes(network)) throw new AddressNetworkError(text, text[0] ?? '', found, network)
  const hash = payload.slice(1)
  const type = isKey.length > 0 ? 'p2pkh' : 'p2sh'
  return { address: text, type, network, hash, script: outputScript({ type, hash }) }
}

/**
 * Reads a Bitcoin address of the configured network and names its type. testnet, signet and regtest share base58 versions,
 * so those pass on each other's network, as in every wallet.
 * @throws {BitcoinAddressError} the class names the reason: empty, an EVM address, wrong checksum, another network (by
 * prefix), a witness version without rules, not an address at all
 */
export const parseAddress = (typed: string, network: BitcoinNetwork): ParsedAddress => {
  const text = typed.trim()
  if (text === '') throw new AddressEmptyError()
  if (/^0x[0-9a-fA-F]{40}$/.test(text)) throw new AddressIsEvmError(text)
  if (text.length > 100 || !/^[0-9a-zA-Z]+$/.test(text)) throw new AddressUnreadableError(text)
  const prefixes = names.map((name) => bitcoinNetworks[name].bech32)
  return prefixes.some((prefix) => text.toLowerCase().startsWith(`${prefix}1`))
    ? parseSegwit(text, network)
    : parseBase58(text, network)
}
