import 'server-only'
import * as z from 'zod'

/** What rows of the index are made of, as JSON carries them: bigints as decimal strings. */
export const amount = z.string().regex(/^[0-9]{1,78}$/)
export const hex = z.string().regex(/^0x([0-9a-f]{2})*$/)
export const whole = z.int().nonnegative()
export const bitcoinHash = z.string().regex(/^[0-9a-f]{64}$/)
export const eventId = z.string().regex(/^[0-9]{75}$/)

export type Wire<Row> = {
  [Key in keyof Row]: Row[Key] extends bigint | null
    ? Exclude<Row[Key], bigint> | string
    : Row[Key] extends `0x${string}`
      ? string
      : Row[Key]
}
