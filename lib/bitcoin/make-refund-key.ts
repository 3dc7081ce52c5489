import { secp256k1 } from '@noble/curves/secp256k1.js'
import { bech32 } from '@scure/base'
import { hash160 } from './hash160.ts'
import { type BitcoinNetwork, bitcoinNetworks } from './networks.ts'
import { toWif } from './to-wif.ts'

export type MadeRefundKey = Readonly<{
  pubKeyHash: Uint8Array
  pubKey: Uint8Array
  /** the secret, in the form wallets import */
  wif: string
  /** native segwit address of the key, to recognise it by */
  address: string
}>

/**
 * A refund key made by the page, for who has no wallet that can sign. Its recovery file must be saved before the deposit's
 * address is shown; nothing is stored here.
 * @param random source of 32 or more secret bytes; the platform's own by default
 */
export const makeRefundKey = (
  network: BitcoinNetwork,
  random: (length: number) => Uint8Array = (length) => crypto.getRandomValues(new Uint8Array(length)),
): MadeRefundKey => {
  const secret = secp256k1.utils.randomSecretKey(random(secp256k1.lengths.seed ?? 48))
  const pubKey = secp256k1.getPublicKey(secret, true)
  const pubKeyHash = hash160(pubKey)
  const { bech32: prefix } = bitcoinNetworks[network]
  const address = bech32.encode(prefix, [0, ...bech32.toWords(pubKeyHash)])
  return { pubKeyHash, pubKey, wif: toWif(secret, network), address }
}
