import 'server-only'
import * as z from 'zod/mini'
import { BadInputError } from './problem.ts'

const rules: Record<string, string> = {
  limit: 'must be a whole number from 1 to 100',
  cursor: 'must be a nextCursor of an earlier page',
  state: 'must be a state that the index knows of a deposit or a withdrawal',
  account: 'must be an EVM address: 0x and 40 hex digits',
  address: 'must be an EVM address: 0x and 40 hex digits',
  owner: 'must be an EVM address: 0x and 40 hex digits',
  staker: 'must be an EVM address: 0x and 40 hex digits',
  kind: 'must be deposit or withdrawal',
  open: 'must be 1, or left out',
  search: 'must be a request id, a Bitcoin txid, an EVM address or a Bitcoin address',
  reqId: 'must be a request id: a whole number from 1',
}

/**
 * Reads query or path values by a schema. A key that is given twice is refused, because two readers could disagree about
 * which one counts; keys that the schema does not know are dropped (T37).
 * @throws BadInputError naming the first field that is not valid, and its rule
 */
export function parseInput<T extends z.ZodMiniType>(
  schema: T,
  given: URLSearchParams | Record<string, string>,
): z.output<T> {
  const input: Record<string, string> = Object.create(null)
  for (const [key, value] of given instanceof URLSearchParams ? given : Object.entries(given)) {
    if (key in input) throw new BadInputError(printable(key), 'must be given once')
    input[key] = value
  }
  const parsed = z.safeParse(schema, { ...input })
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0] ?? 'query')
  throw new BadInputError(field, rules[field] ?? 'is not valid')
}

/** A key as it may be repeated to its sender: short, and nothing but plain characters. */
function printable(key: string): string {
  return key.replace(/[^\w.-]/g, '?').slice(0, 40)
}
