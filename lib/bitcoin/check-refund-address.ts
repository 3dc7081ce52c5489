import { RefundAddressScriptError, RefundAddressTaprootError } from '../errors/refund-key.ts'
import type { BitcoinNetwork } from './networks.ts'
import { type ParsedAddress, parseAddress } from './parse-address.ts'

/**
 * Whether a typed address can be a refund address at all, before any key or signature is at hand: of this network, and of
 * one key. A nested one (3…) may still turn out to be another script; only its key shows that.
 * @throws {BitcoinAddressError} wrong checksum, another network, an EVM address …
 * @throws {RefundAddressTaprootError} @throws {RefundAddressScriptError}
 */
export const checkRefundAddress = (address: string, network: BitcoinNetwork): ParsedAddress => {
  const parsed = parseAddress(address, network)
  if (parsed.type === 'p2tr') throw new RefundAddressTaprootError(parsed.address)
  if (parsed.type === 'p2wsh') throw new RefundAddressScriptError(parsed.address)
  return parsed
}
