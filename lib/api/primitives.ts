import * as z from 'zod/mini'

/** An amount as it travels in JSON: a decimal string of an integer, never a number. */
export const integerString = z.string().check(z.regex(/^(0|[1-9][0-9]*)$/))
/** 20-byte EVM address, checksummed. */
export const evmAddress = z.string().check(z.regex(/^0x[0-9a-fA-F]{40}$/))
/** Bytes as 0x and lower-case hex. */
export const hexBytes = z.string().check(z.regex(/^0x([0-9a-f]{2})*$/))
/** 32-byte EVM hash. */
export const evmHash = z.string().check(z.regex(/^0x[0-9a-f]{64}$/))
/** Bitcoin txid or block hash as explorers show it. */
export const bitcoinHash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
/** Whole non-negative number that fits a double: heights, seconds, bps, counts. */
export const count = z.int().check(z.nonnegative())

/** Where an EVM event stands. `time` in Unix seconds. */
export const eventPoint = z.object({ block: count, time: count, tx: evmHash })

/**
 * What every answer carries beside its data: the block up to which it is complete, and how far that is behind.
 * `indexerLag` in blocks, null when the chain's head is unknown. `stale` when the index is far behind or gone; then `age`
 * says how many seconds ago the answer was put together, if it is an old one.
 */
const metaSchema = z.object({
  block: count,
  blockTime: count,
  indexerLag: z.nullable(count),
  stale: z.boolean(),
  age: z.optional(count),
})
export type Meta = z.infer<typeof metaSchema>

/** Wraps a data schema in the envelope of every answer. */
export const envelope = <T extends z.ZodMiniType>(data: T) => z.object({ data, meta: metaSchema })

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) })

/** RFC 9457 problem details; `field` and `rule` name what was wrong with the input. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: count,
  detail: z.optional(z.string()),
  field: z.optional(z.string()),
  rule: z.optional(z.string()),
})
export type Problem = z.infer<typeof problemSchema>
