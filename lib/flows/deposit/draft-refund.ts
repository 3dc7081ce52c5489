import type { Address, Hex } from 'viem'
import { checkRefundAddress } from '../../bitcoin/check-refund-address.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import type { BitcoinNetwork } from '../../bitcoin/networks.ts'
import { refundKeyOf } from '../../bitcoin/refund-key-of.ts'
import { refundMessage } from '../../bitcoin/refund-message.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { verifyRefundSignature } from '../../bitcoin/verify-refund-signature.ts'
import { DepositRefundError } from '../../errors/deposit.ts'

/** Where the refund key comes from, as the form holds it. */
export type RefundDraft =
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
