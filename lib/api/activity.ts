import * as z from 'zod/mini'
import { depositSteps } from './deposits.ts'
import { bitcoinHash, count, envelope, eventPoint, evmAddress, integerString, pageOf } from './primitives.ts'
import { kinds } from './requests.ts'
import { withdrawalSteps } from './withdrawals.ts'

const common = {
  reqId: integerString,
  /** what it was about: what was asked for, minted, placed, paid, taken or given back */
  sats: integerString,
  at: eventPoint,
  /** null when it concerns no single share */
  share: z.nullable(count),
  /** the Bitcoin transaction of a payment */
  txid: z.nullable(bitcoinHash),
}

/** One thing that happened to a request of an account. */
const activitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deposit'), step: z.enum(depositSteps), ...common }),
  z.object({ kind: z.literal('withdrawal'), step: z.enum(withdrawalSteps), ...common }),
])
export type ActivityDto = z.infer<typeof activitySchema>

export const activityAnswer = envelope(pageOf(activitySchema))

/** Query of `GET /api/v1/activity`: newest first; `account` is requester, recipient or owner. */
export const activityQuery = z.object({
  account: evmAddress,
  cursor: z.optional(z.string().check(z.regex(/^[0-9]{75}$/))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 20),
  kind: z.optional(z.enum(kinds)),
})
