import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod/mini'
import { count } from '../api/primitives'
import { fromHex } from '../bitcoin/from-hex'
import type { ScriptCoins } from '../core/needs-action'
import { fetchAnswer } from './fetch-answer'

const stats = z.object({ funded_txo_count: count, spent_txo_count: count })
const scriptAnswer = z.object({ chain_stats: stats, mempool_stats: stats })

/** What lies at a script, by the word of the Bitcoin source: enough to point somebody to a page, never to sign by. */
export async function scriptCoins(script: `0x${string}`, signal: AbortSignal): Promise<ScriptCoins> {
  const hash = bytesToHex(sha256(fromHex(script)))
  const { chain_stats: mined, mempool_stats: waiting } = await fetchAnswer(
    `/api/v1/bitcoin/scripthash/${hash}`,
    scriptAnswer,
    signal,
  )
  const funded = mined.funded_txo_count + waiting.funded_txo_count
  return { paid: funded > 0, unspent: funded > mined.spent_txo_count + waiting.spent_txo_count }
}
