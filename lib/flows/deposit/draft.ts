import { type Address, getAddress, type Hex, isAddress, zeroAddress } from 'viem'
import { checkRefundAddress } from '../../bitcoin/check-refund-address.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import type { BitcoinNetwork } from '../../bitcoin/networks.ts'
import { refundKeyOf } from '../../bitcoin/refund-key-of.ts'
import { refundMessage } from '../../bitcoin/refund-message.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { verifyRefundSignature } from '../../bitcoin/verify-refund-signature.ts'
import type { Sat } from '../../core/units.ts'
import { AmountOverMaximumError, AmountUnderMinimumError } from '../../errors/amount.ts'
import { DepositRecipientError, DepositRefundError } from '../../errors/deposit.ts'
import { parseAmount } from '../../format/parse-amount.ts'

/** Both null while the chain has not answered: the amount is then checked for its form only. */
export type AmountLimits = Readonly<{ dustSats: Sat | null; maxSats: Sat | null }>

/**
 * The amount of a deposit as typed.
 * @throws {AmountError} the class names the rule
 */
export function draftAmount(typed: string, { dustSats, maxSats }: AmountLimits): Sat {
  const sats = parseAmount(typed)
  if (dustSats !== null && sats < dustSats) throw new AmountUnderMinimumError(sats, dustSats)
  if (maxSats !== null && sats > maxSats) throw new AmountOverMaximumError(sats, maxSats)
  return sats
}

/**
 * Who receives the qpBTC, as typed, checksummed.
 * @param bridge contracts of the bridge, which must not receive it
 * @throws {DepositRecipientError} naming the rule
 */
export function draftRecipient(typed: string, bridge: readonly string[]): Address {
  const text = typed.trim()
  if (text === '') throw new DepositRecipientError('empty')
  if (/^(bc|tb|bcrt)1[0-9a-z]{6,}$/i.test(text) || /^[13mn2][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(text))
    throw new DepositRecipientError('bitcoin')
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw new DepositRecipientError('unreadable')
  // EIP-55: mixed case carries a checksum; one case alone carries none and is taken as it is.
  const mixed = text.slice(2) !== text.slice(2).toLowerCase() && text.slice(2) !== text.slice(2).toUpperCase()
  if (mixed && !isAddress(text, { strict: true })) throw new DepositRecipientError('checksum')
  const address = getAddress(text.toLowerCase())
  if (address === zeroAddress) throw new DepositRecipientError('zero')
  if (bridge.some((contract) => contract.toLowerCase() === address.toLowerCase()))
    throw new DepositRecipientError('bridge')
  return address
}

/** Where the refund key comes from, as the form holds it. */
export type RefundDraft =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'wallet'; address: string; publicKey: string }>
  | Readonly<{ kind: 'typed'; address: string; signature: string }>
  /** `saved`: the recovery file was handed to the person */
  | Readonly<{ kind: 'made'; address: string; pubKeyHash: Hex; saved: boolean }>
export type RefundPlace = Readonly<{ network: BitcoinNetwork; chainId: number; manager: Address }>

/**
 * hash160 of the key that can take the coin back, once it is certain that somebody holds it.
 * @throws {BitcoinAddressError} @throws {RefundKeyError} @throws {DepositRefundError}
 */
export function draftRefund(draft: RefundDraft, place: RefundPlace): Hex {
  switch (draft.kind) {
    case 'none':
      throw new DepositRefundError('missing')
    case 'wallet':
      return toHex(refundKeyOf(draft.address, fromHex(draft.publicKey), place.network).pubKeyHash)
    case 'typed': {
      const address = draft.address.trim()
      const message = refundMessage({ ...place, address })
      if (draft.signature.trim() === '') {
        // the address itself is judged first, so that nobody signs for one that cannot be used
        checkRefundAddress(address, place.network)
        throw new DepositRefundError('unproven')
      }
      return toHex(verifyRefundSignature(address, message, draft.signature, place.network).pubKeyHash)
    }
    case 'made':
      if (!draft.saved) throw new DepositRefundError('unsaved')
      return draft.pubKeyHash
  }
}
