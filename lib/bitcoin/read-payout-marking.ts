import type { PayoutMarking } from './payout-marking.ts'

const OP_RETURN = 0x6a
const MARKING_BYTES = 13

/** Reads what `payoutMarkingScript` writes; null for every other script. */
export const readPayoutMarking = (script: Uint8Array): PayoutMarking | null => {
  if (script.length !== 2 + MARKING_BYTES || script[0] !== OP_RETURN || script[1] !== MARKING_BYTES)
    return null
  const reqId = script.slice(6, 14).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return { tag: script.slice(2, 6), reqId, share: script[14] ?? 0 }
}
