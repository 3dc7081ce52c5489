import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Hex } from 'viem'
import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../../lib/bitcoin/esplora-schemas.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'

/** Confirmed transactions a page, as Esplora serves them. */
const pageSize = 25
/** Somebody who sends more dust than this to hide a payment pays for a thousand transactions. */
export const MOST_PAGES = 40

export interface ScriptPages {
  /** transactions that touch a script, the mempool's included */
  seen: EsploraTransaction[]
  /** false when there are more than are read */
  whole: boolean
  pages: number
}

/** A script's history, newest first, down to a height that nothing older matters from. */
export async function scriptPages(esplora: Esplora, script: Hex, downTo = 0): Promise<ScriptPages> {
  const scriptHash = bytesToHex(sha256(fromHex(script)))
  const seen: EsploraTransaction[] = []
  let after: string | undefined
  for (let pages = 1; ; pages++) {
    const page = await esplora.scriptTransactions(scriptHash, after)
    seen.push(...page)
    const confirmed = page.filter(({ status }) => status !== null)
    const last = confirmed.at(-1)
    if (last === undefined || confirmed.length < pageSize || (last.status?.height ?? 0) <= downTo)
      return { seen, whole: true, pages }
    if (pages >= MOST_PAGES) return { seen, whole: false, pages }
    after = last.txid
  }
}
