import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import { type BitcoinNetwork, bitcoinNetworks } from './networks.ts'

/** A 32-byte secret key in wallet import format, marked as compressed by a 1 at the end. */
export const toWif = (secret: Uint8Array, network: BitcoinNetwork): string =>
  createBase58check(sha256).encode(Uint8Array.of(bitcoinNetworks[network].wif, ...secret, 1))
