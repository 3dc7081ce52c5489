import { opReturnData } from './op-return-data.ts'
import type { PayoutMarking } from './payout-marking.ts'

const MARKING_BYTES = 13

/** Reads what the contract takes for a marking, `payoutMarkingScript`'s form or not; null for every other script. */
export const readPayoutMarking = (script: Uint8Array): PayoutMarking | null => {
  const data = opReturnData(script)
  if (data?.length !== MARKING_BYTES) return null
  const reqId = data.slice(4, 12).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  return { tag: data.slice(0, 4), reqId, share: data[12] ?? 0 }
}
