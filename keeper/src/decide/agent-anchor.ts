import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { internalHash } from '../../../lib/bitcoin/internal-hash.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import { uintLe } from '../../../lib/bitcoin/uint-le.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { type CoinView, depthAt, type OwnOutput, type ViewTransaction } from './agent-view.ts'

/** A Bitcoin block so deep stays. Fixed and not configured: two agents with different values could choose differently. */
export const FINAL_DEPTH = 6
/** Smaller coins never anchor a payment: strangers may send as many as they like. Fixed for the same reason. */
export const LEAST_COIN_SATS = 10_000n

export type Anchor =
  /** may be spent now */
  | { kind: 'free'; coin: OwnOutput }
  /** a transaction that is not final yet spends it */
  | { kind: 'taken'; coin: OwnOutput; by: ViewTransaction }

/**
 * The one coin that every attempt to pay a share spends, so that no two of them can both be mined.
 *
 * The staker's final coins stand in an order that belongs to the share: those from before the request mixed by a hash, so
 * that shares seldom want the same coin, then the later ones block by block, each block's mixed in the same way. Because only final blocks count, this list
 * grows at its end and nowhere else. The anchor is the first coin in it that is not spent by a final transaction. Whoever
 * knows the two chains finds the same anchor, without memory; and when it moves on, the coin before is gone for good,
 * with every attempt that spent it. `docs/agent.md` has the whole argument.
 * @returns null when there is no coin at all, or the view does not reach the request yet
 */
export function anchorOf(share: Pick<OwedShare, 'marking' | 'requestHeight'>, view: CoinView): Anchor | null {
  // A view that ends before the request lacks coins that stand before others.
  if (view.tipHeight < share.requestHeight) return null
  for (const coin of coinsInOrder(share, view)) {
    const by = view.spends.get(outpointKey(coin))
    if (by === undefined) return { kind: 'free', coin }
    if (depthAt(by.height, view.tipHeight) < FINAL_DEPTH) return { kind: 'taken', coin, by }
  }
  return null
}

/** Final coins in the order of one share; exported for its tests. */
export function coinsInOrder(
  { marking, requestHeight }: Pick<OwedShare, 'marking' | 'requestHeight'>,
  view: CoinView,
): OwnOutput[] {
  // At the request the coins up to here were final already: this part of the list is complete from the beginning.
  const mixedUpTo = requestHeight - FINAL_DEPTH
  const places = [...view.outputs.values()].flatMap((coin) => {
    const { height, sats } = coin
    if (height === null || depthAt(height, view.tipHeight) < FINAL_DEPTH || sats < LEAST_COIN_SATS) return []
    const late = height > mixedUpTo
    return [{ coin, late: late ? height : -1, text: mixed(marking, coin) }]
  })
  return places
    .sort((a, b) => a.late - b.late || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ coin }) => coin)
}

function mixed(marking: string, { txid, vout }: OwnOutput): string {
  return bytesToHex(sha256(concatBytes(fromHex(marking), internalHash(txid), uintLe(vout, 4))))
}
