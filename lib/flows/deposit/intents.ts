import * as z from 'zod/mini'
import { evmAddress, evmHash, hexBytes, integerString } from '../../api/primitives.ts'

/**
 * What a person was about to sign, written down before the wallet opens (C7), so that a reload in that moment can find
 * the request on chain instead of asking for a second one. It is a trace to look for, never a state: whatever a page
 * shows about a deposit comes from the chain.
 */
const intentSchema = z.object({
  id: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  chainId: z.int(),
  manager: evmAddress,
  requester: evmAddress,
  recipient: evmAddress,
  sats: integerString,
  refundPubKeyHash: hexBytes,
  /** EVM block before which the request cannot be */
  fromBlock: z.int(),
  /** Unix seconds, for the person */
  madeAt: z.int(),
  hash: z.nullable(evmHash),
})
export type DepositIntent = z.infer<typeof intentSchema>

const PLACE = 'sluice-deposit-intents'
const KEEP = 20
type Place = Pick<Storage, 'getItem' | 'setItem'>

/** The intents that are written down; whatever cannot be read is left out. */
export function readIntents(place: Place): readonly DepositIntent[] {
  let kept: unknown
  try {
    kept = JSON.parse(place.getItem(PLACE) ?? '[]')
  } catch {
    return []
  }
  if (!Array.isArray(kept)) return []
  return kept.flatMap((entry) => {
    const read = intentSchema.safeParse(entry)
    return read.success ? [read.data] : []
  })
}

/** Writes or rewrites one, newest first; storage that is full or forbidden is no reason to stop a deposit. */
export function writeIntent(place: Place, intent: DepositIntent): void {
  const others = readIntents(place).filter(({ id }) => id !== intent.id)
  try {
    place.setItem(PLACE, JSON.stringify([intent, ...others].slice(0, KEEP)))
  } catch {
    // private windows may refuse; the request is still found by its link, its account and its transaction
  }
}

export function dropIntent(place: Place, id: string): void {
  try {
    place.setItem(PLACE, JSON.stringify(readIntents(place).filter((intent) => intent.id !== id)))
  } catch {
    // as above
  }
}

export type RequestedDeposit = Readonly<{
  reqId: bigint
  requester: string
  recipient: string
  sats: bigint
  refundPubKeyHash: string
}>

/** The request on chain that an intent became; null while there is none. */
export function matchIntent(
  intent: DepositIntent,
  requested: readonly RequestedDeposit[],
): RequestedDeposit | null {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  return (
    requested.find(
      (deposit) =>
        same(deposit.requester, intent.requester) &&
        same(deposit.recipient, intent.recipient) &&
        same(deposit.refundPubKeyHash, intent.refundPubKeyHash) &&
        deposit.sats.toString() === intent.sats,
    ) ?? null
  )
}
