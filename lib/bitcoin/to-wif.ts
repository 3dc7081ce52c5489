import { WIF } from '@scure/btc-signer'
import { type BitcoinNetwork, bitcoinNetworks } from './networks.ts'

/** A secret key in wallet import format, marked as compressed. */
export const toWif = (secret: Uint8Array, network: BitcoinNetwork): string =>
  WIF(bitcoinNetworks[network]).encode(secret)
