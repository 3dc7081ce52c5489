import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../bitcoin/esplora-schemas.ts'
import { EsploraHistoryTooLongError } from '../../errors/esplora.ts'

/** Confirmed transactions that one page holds. */
const PAGE = 25
/** Transactions of one script that are read before giving up. */
const MOST = 40 * PAGE

/**
 * All that touches a script, by its hash, newest first.
 * @throws {EsploraHistoryTooLongError} what a flood of dust may hide must not be taken for unpaid @throws {EsploraError}
 */
export async function scriptTransactions(
  esplora: Esplora,
  scriptHash: string,
): Promise<readonly EsploraTransaction[]> {
  const found: EsploraTransaction[] = []
  for (let last: string | undefined; ; ) {
    const page = await esplora.scriptTransactions(scriptHash, last)
    const known = new Set(found.map(({ txid }) => txid))
    found.push(...page.filter(({ txid }) => !known.has(txid)))
    const confirmed = page.filter(({ status }) => status !== null)
    last = confirmed.at(-1)?.txid
    if (confirmed.length < PAGE || last === undefined) return found
    if (found.length >= MOST) throw new EsploraHistoryTooLongError(MOST)
  }
}
