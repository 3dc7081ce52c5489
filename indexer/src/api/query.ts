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

export const requestsQuery = z.strictObject({
  before: orNull(id),
  limit,
  state: orNull(z.enum(['Requested', 'Assigned', 'Minted', 'Expired', 'Cancelled', 'Refundable'])),
  account: orNull(address),
})
export const stakersQuery = z.strictObject({ after: orNull(id), limit })
export const paymentsQuery = z.strictObject({ after: orNull(z.string().regex(/^[0-9]{75}$/)), limit })
export const coverageQuery = z.strictObject({ from: block, to: block })
export const reqIdParam = id
export const addressParam = address
