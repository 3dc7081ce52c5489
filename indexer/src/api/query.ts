import * as z from 'zod'

const digits = z.string().regex(/^[0-9]{1,20}$/)
const id = digits.transform(BigInt)
const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((text) => text.toLowerCase() as `0x${string}`)
const limit = digits.transform(Number).pipe(z.number().min(1).max(500))
const block = z
  .string()
  .regex(/^[0-9]{1,10}$/)
  .transform(Number)
const orNull = <T extends z.ZodType>(schema: T) => schema.optional().transform((value) => value ?? null)

const kind = orNull(z.enum(['deposit', 'withdrawal']))
const bytes = z
  .string()
  .regex(/^0x([0-9a-fA-F]{2}){1,100}$/)
  .transform((text) => text.toLowerCase() as `0x${string}`)
/** Ponder's own id of an event: sorts as the chain does. */
const eventId = z.string().regex(/^[0-9]{75}$/)

export const requestsQuery = z.strictObject({
  kind,
  before: orNull(id),
  limit,
  // states of both kinds: the name of one that a kind does not have finds none of it
  state: orNull(z.string().regex(/^[A-Za-z]{1,20}$/)),
  account: orNull(address),
  other: orNull(address),
  owner: orNull(address),
  staker: orNull(address),
  reqId: orNull(id),
  txid: orNull(z.string().regex(/^[0-9a-f]{64}$/)),
  script: orNull(bytes),
  tx: orNull(bytes),
  open: z.literal('1').optional().transform(Boolean),
})
export const activityQuery = z.strictObject({ account: address, kind, before: orNull(eventId), limit })
export const stakersQuery = z.strictObject({ after: orNull(id), limit })
export const paymentsQuery = z.strictObject({ after: orNull(eventId), limit })
export const coverageQuery = z.strictObject({ from: block, to: block })
export const reqIdParam = id
export const addressParam = address
