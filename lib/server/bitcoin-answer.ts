import 'server-only'
import { displayHash } from '../bitcoin/display-hash.ts'
import { fromHex } from '../bitcoin/from-hex.ts'
import { internalHash } from '../bitcoin/internal-hash.ts'
import { isCoinbase } from '../bitcoin/is-coinbase.ts'
import { merklePath } from '../bitcoin/merkle-path.ts'
import { parseHeader } from '../bitcoin/parse-header.ts'
import { parseTransaction } from '../bitcoin/parse-transaction.ts'
import { sha256d } from '../bitcoin/sha256d.ts'
import { stripTransaction } from '../bitcoin/strip-transaction.ts'
import { txidOf } from '../bitcoin/txid-of.ts'
import type { AnswerForm } from './bitcoin-paths.ts'

const HASH = /^[0-9a-f]{64}$/
const isTxids = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string' && HASH.test(entry))
const json = (text: string): unknown => JSON.parse(text)
const holds = (check: () => boolean): boolean => {
  try {
    return check()
  } catch {
    return false
  }
}

const forms: Record<AnswerForm, (text: string, hash: string) => boolean> = {
  number: (text) => /^[0-9]{1,9}$/.test(text),
  hash: (text) => HASH.test(text),
  header: (text, hash) => text.length === 160 && displayHash(sha256d(fromHex(text))) === hash,
  transaction: (text, hash) => txidOf(fromHex(text)) === hash,
  txids: (text) => isTxids(json(text)),
  json: (text) => typeof json(text) === 'object',
}

/**
 * Whether an answer is what was asked for: its form, and its hash where the question names one.
 * @param hash the block or transaction that was asked for, as explorers write it
 */
export const makesSense = (form: AnswerForm, text: string, hash: string): boolean =>
  holds(() => forms[form](text, hash))

/**
 * Whether a list is the whole of a block's txids in their order, so that it can never change. Its root must be the header's;
 * it must begin with the coinbase, because the nodes half-way up have the same root; and no txid may stand twice, because
 * a repeated end has it too (CVE-2012-2459).
 * @param header raw, already checked to be the block's @param coinbase raw first transaction, checked to have its txid
 */
export const isWholeBlock = (list: string, header: string, coinbase: string): boolean =>
  holds(() => {
    const txids = json(list)
    if (!isTxids(txids) || new Set(txids).size !== txids.length) return false
    if (!isCoinbase(parseTransaction(stripTransaction(fromHex(coinbase))))) return false
    const { root } = merklePath(txids.map(internalHash), 0)
    return displayHash(root) === displayHash(parseHeader(fromHex(header)).merkleRoot)
  })
