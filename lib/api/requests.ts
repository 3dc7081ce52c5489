import * as z from 'zod/mini'
import { withdrawalStates } from '../core/withdrawal-state.ts'
import { type DepositDto, depositSchema } from './deposits.ts'
import { envelope, evmAddress, pageOf } from './primitives.ts'
import { withdrawalSchema } from './withdrawals.ts'

/** A request of either kind; `kind` tells which. */
export const requestSchema = z.discriminatedUnion('kind', [depositSchema, withdrawalSchema])
export type AnyRequestDto = z.infer<typeof requestSchema>
/** What a deposit's pages know a request as. */
export type RequestDto = DepositDto

export const kinds = ['deposit', 'withdrawal'] as const

/** Path of `GET /api/v1/requests/:reqId`. */
export const requestParams = z.object({ reqId: z.string().check(z.regex(/^[1-9][0-9]{0,18}$/)) })

export const requestAnswer = envelope(requestSchema)
export const requestsAnswer = envelope(pageOf(requestSchema))

/** States that an event records. `Refundable` also comes by time alone, which the index does not see. */
export const recordedStates = [
  'Requested',
  'Assigned',
  'Minted',
  'Expired',
  'Cancelled',
  'Refundable',
] as const
type Recorded = (typeof recordedStates)[number]
const others = withdrawalStates.filter(
  (state): state is Exclude<typeof state, 'None' | Recorded> =>
    state !== 'None' && !(recordedStates as readonly string[]).includes(state),
)

/**
 * Query of `GET /api/v1/requests`: newest first; everything that is given must hold. `account` matches requester, recipient
 * or owner, `owner` who asked, `staker` who carries a share; `open=1` leaves out what has ended. `search` takes a reqId, a
 * Bitcoin txid, an EVM transaction, an EVM address (as `account`) or a Bitcoin address that is paid to.
 */
export const requestsQuery = z.object({
  cursor: z.optional(z.string().check(z.regex(/^[0-9]{1,20}$/))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 20),
  kind: z.optional(z.enum(kinds)),
  state: z.optional(z.enum([...recordedStates, ...others])),
  open: z.optional(z.enum(['1'])),
  account: z.optional(evmAddress),
  owner: z.optional(evmAddress),
  staker: z.optional(evmAddress),
  search: z.optional(z.string().check(z.regex(/^[0-9A-Za-z]{1,100}$/))),
})
