import { concatBytes } from '@noble/hashes/utils.js'
import { type PayoutMarking, payoutMarking } from './payout-marking.ts'

const OP_RETURN = 0x6a

/** The output script that carries a marking: OP_RETURN and one push of 13 bytes. */
export const payoutMarkingScript = (marking: PayoutMarking): Uint8Array =>
  concatBytes(Uint8Array.of(OP_RETURN, 13), payoutMarking(marking))
