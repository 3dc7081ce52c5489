import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { bech32, bech32m, createBase58check } from '@scure/base'
import { type BitcoinNetwork, bitcoinNetworks } from './networks.ts'
import { parseOutputScript } from './parse-output-script.ts'

const base58 = createBase58check(sha256)

/**
 * Address of a standard scriptPubKey; null for one that has none (OP_RETURN, bare scripts).
 * P2PKH and P2SH in base58check, witness version 0 in bech32 (BIP-173), Taproot in bech32m (BIP-350).
 */
export const scriptToAddress = (script: Uint8Array, network: BitcoinNetwork): string | null => {
  const params = bitcoinNetworks[network]
  const output = parseOutputScript(script)
  switch (output?.type) {
    case undefined:
      return null
    case 'p2pkh':
      return base58.encode(concatBytes(Uint8Array.of(params.pubKeyHash), output.hash))
    case 'p2sh':
      return base58.encode(concatBytes(Uint8Array.of(params.scriptHash), output.hash))
    case 'p2wpkh':
    case 'p2wsh':
      return bech32.encode(params.bech32, [0, ...bech32.toWords(output.hash)])
    case 'p2tr':
      return bech32m.encode(params.bech32, [1, ...bech32m.toWords(output.hash)])
  }
}
