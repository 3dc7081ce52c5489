import * as z from 'zod'
import type { Run } from '../run.ts'

export interface ControlRoute {
  method: 'GET' | 'POST'
  path: RegExp
  handle: (run: Run, captured: string[], body: unknown) => Promise<unknown>
}

/** A POST route whose body has the form of `schema`. */
export function post<T extends z.ZodType>(
  path: RegExp,
  schema: T,
  handle: (run: Run, body: z.output<T>, captured: string[]) => Promise<unknown>,
): ControlRoute {
  return { method: 'POST', path, handle: (run, captured, body) => handle(run, schema.parse(body), captured) }
}

export const nothing = z.strictObject({})
/** An amount as a decimal string of an integer; JSON has no bigint. */
export const integer = z
  .union(
    [z.int().min(0), z.string().regex(/^(0|[1-9][0-9]{0,77})$/)],
    'must be a whole number, in a string when large',
  )
  .transform(BigInt)
export const evmAddress = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'must be 0x and 40 hex digits')
  .transform((value) => value as `0x${string}`)
export const txid = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')
