import * as z from 'zod/mini'
import { evmAddress, evmHash, hexBytes, integerString } from '../../api/primitives.ts'
import { createIntentStore } from '../intent-store.ts'

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
  /** given to an account contract, whose owners may sign much later and whose hash the chain does not know (C29) */
  proposed: z.optional(z.boolean()),
})
export type DepositIntent = z.infer<typeof intentSchema>

type Place = Pick<Storage, 'getItem' | 'setItem'>

const store = createIntentStore('sluice-deposit-intents', intentSchema)

/** The intents that are written down; whatever cannot be read is left out. */
export const readIntents = (place: Place): readonly DepositIntent[] => store.read(place)

/** Writes or rewrites one, newest first; storage that is full or forbidden is no reason to stop a deposit. */
export const writeIntent = (place: Place, intent: DepositIntent): void => store.write(place, intent)

export const dropIntent = (place: Place, id: string): void => store.drop(place, id)

export type RequestedDeposit = Readonly<{
  reqId: bigint
  requester: string
  recipient: string
  sats: bigint
  refundPubKeyHash: string
}>

/** The request on chain that an intent became; null while there is none. */
export function matchIntent<T extends RequestedDeposit>(
  intent: DepositIntent,
  requested: readonly T[],
): T | null {
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
