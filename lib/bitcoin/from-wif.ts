import { WIF } from '@scure/btc-signer'
import { RefundKeyInvalidError } from '../errors/refund-key.ts'
import { type BitcoinNetwork, bitcoinNetworks } from './networks.ts'

/** Secret key from wallet import format. @throws {RefundKeyInvalidError} wrong checksum, another network, uncompressed */
export const fromWif = (wif: string, network: BitcoinNetwork): Uint8Array => {
  try {
    return WIF(bitcoinNetworks[network]).decode(wif)
  } catch (cause) {
    throw new RefundKeyInvalidError(cause)
  }
}
