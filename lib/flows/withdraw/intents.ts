import * as z from 'zod/mini'
import { evmAddress, evmHash, hexBytes, integerString } from '../../api/primitives.ts'
import { createIntentStore } from '../intent-store.ts'

const intentSchema = z.object({
  id: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  withdrawals: evmAddress,
  owner: evmAddress,
  sats: integerString,
  payoutScript: hexBytes,
  maxFeeSats: integerString,
  /** EVM block before which the request cannot be */
  fromBlock: z.int(),
  /** of the request itself; null while only an approval was sent, or nothing */
  hash: z.nullable(evmHash),
  /** given to an account contract or as a batch: the chain may never know the wallet's own hash (C29) */
  proposed: z.optional(z.boolean()),
})
export type WithdrawalIntent = z.infer<typeof intentSchema>

/** Withdrawals that were begun in this browser and whose id is not known yet. */
export const withdrawalIntents = createIntentStore('sluice-withdrawal-intents', intentSchema)
