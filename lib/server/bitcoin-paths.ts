import 'server-only'
import * as z from 'zod'

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')
const height = z.string().regex(/^(0|[1-9][0-9]{0,8})$/, 'must be a block height')
const index = z.string().regex(/^(0|[1-9][0-9]{0,5})$/, 'must be an output index')
const address = z.string().regex(/^[0-9a-zA-Z]{14,100}$/, 'must be a Bitcoin address')

/** How long an answer keeps: `fixed` never changes, once it was seen that a hash commits to it; `moving` can with every block. */
export type Lifetime = 'fixed' | 'moving'
/** What an answer looks like; anything else is an upstream that misbehaves. */
export type AnswerForm = 'number' | 'hash' | 'header' | 'transaction' | 'txids' | 'json'

/** A path that may be asked, and what its answer is. */
export type Offered = { path: string; lifetime: Lifetime; form: AnswerForm }
type Pattern = { path: readonly (string | z.ZodString)[]; lifetime: Lifetime; form: AnswerForm }

const get = (path: Pattern['path'], form: AnswerForm, lifetime: Lifetime = 'moving'): Pattern => ({
  path,
  form,
  lifetime,
})

/** Every path that may be read from the Bitcoin source, and no other. */
const offered: readonly Pattern[] = [
  get(['blocks', 'tip', 'height'], 'number'),
  get(['blocks', 'tip', 'hash'], 'hash'),
  get(['block-height', height], 'hash'),
  get(['block', hash, 'header'], 'header', 'fixed'),
  get(['block', hash, 'txids'], 'txids', 'fixed'),
  get(['block', hash, 'status'], 'json'),
  get(['tx', hash], 'json'),
  get(['tx', hash, 'hex'], 'transaction', 'fixed'),
  get(['tx', hash, 'status'], 'json'),
  get(['tx', hash, 'merkle-proof'], 'json'),
  get(['tx', hash, 'outspends'], 'json'),
  get(['tx', hash, 'outspend', index], 'json'),
  get(['address', address], 'json'),
  get(['address', address, 'utxo'], 'json'),
  get(['address', address, 'txs'], 'json'),
  get(['address', address, 'txs', 'mempool'], 'json'),
  get(['address', address, 'txs', 'chain', hash], 'json'),
  get(['scripthash', hash], 'json'),
  get(['scripthash', hash, 'utxo'], 'json'),
  get(['scripthash', hash, 'txs'], 'json'),
  get(['scripthash', hash, 'txs', 'mempool'], 'json'),
  get(['scripthash', hash, 'txs', 'chain', hash], 'json'),
  get(['fee-estimates'], 'json'),
]

const fits = (pattern: string | z.ZodString, segment: string) =>
  typeof pattern === 'string' ? pattern === segment : pattern.safeParse(segment).success

/**
 * Finds a path in the list of what is offered. Segments come decoded from the router; each must be a word of the list or
 * match its schema, so no dot, slash, percent sign or control character ever gets through.
 * @returns null when it is not offered
 */
export function offeredPath(segments: readonly string[]): Offered | null {
  const found = offered.find(
    ({ path }) =>
      path.length === segments.length && path.every((pattern, at) => fits(pattern, segments[at] ?? '')),
  )
  if (found === undefined) return null
  return { path: `/${segments.join('/')}`, lifetime: found.lifetime, form: found.form }
}

/** The paths as documentation writes them. */
export const offeredPatterns: readonly string[] = offered.map(({ path }) =>
  path
    .map((pattern) => {
      if (typeof pattern === 'string') return pattern
      if (pattern === height) return '{height}'
      if (pattern === index) return '{vout}'
      return pattern === address ? '{address}' : '{hash}'
    })
    .join('/'),
)
