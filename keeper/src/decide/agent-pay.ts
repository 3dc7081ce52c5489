import { carriesMarking } from '../../../lib/bitcoin/carries-marking.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { anchorOf, FINAL_DEPTH } from './agent-anchor.ts'
import { type CoinView, depthAt, type OwnOutput, type ViewTransaction } from './agent-view.ts'

/** Blocks and seconds before either clock of a deadline after which no payment is begun: it has to be mined and proven. */
export const PAY_MARGIN_BLOCKS = 12
export const PAY_MARGIN_SECONDS = 7_200
/** With more blocks left than this, somebody else's unmined payment of the share is waited for. */
const PATIENCE_BLOCKS = 48

export interface PayClocks {
  /** newest EVM block's time, in seconds */
  evmTime: number
  /** Bitcoin's height, not the relay's: what is mined next has this height and one */
  bitcoinHeight: number
}

export type PayDecision =
  /** mined; nothing to do but wait until it is proven */
  | { kind: 'paid'; txid: string; depth: number }
  /** signed and not mined */
  | { kind: 'in-flight'; tx: ViewTransaction; anchor: OwnOutput }
  | { kind: 'create'; anchor: OwnOutput }
  | { kind: 'wait'; why: 'no-coin' | 'coin-busy' | 'foreign-payment' }
  /** begun now it might come too late: it is not begun */
  | { kind: 'too-late' }
  /** own transactions contradict what they should be: a person must look */
  | { kind: 'unclear'; why: string; txid: string }

/**
 * What to do about a share that waits for this staker. Follows from the two chains alone.
 * @param foreign transactions that pay the share's script with its marking, as its own history shows them
 */
export function decidePay(
  share: OwedShare,
  view: CoinView,
  clocks: PayClocks,
  foreign: readonly ViewTransaction[] = [],
): PayDecision {
  const own = view.transactions.filter((tx) => carriesMarking(tx, share.marking) && spendsOwn(tx, view))
  for (const tx of own) {
    if (tx.height === null) continue
    const { txid } = tx
    if (!pays(tx, share))
      return { kind: 'unclear', why: 'it is marked as this payment and does not carry it', txid }
    return { kind: 'paid', txid, depth: depthAt(tx.height, view.tipHeight) }
  }
  const anchor = anchorOf(share, view)
  // Made by hand with the same key: it can still be mined, whatever is signed beside it.
  const elsewhere = own.find(
    ({ inputs }) => anchor === null || !inputs.some((coin) => outpointKey(coin) === outpointKey(anchor.coin)),
  )
  if (elsewhere)
    return {
      kind: 'unclear',
      why: 'an own payment of this share is not mined, and spends another coin',
      txid: elsewhere.txid,
    }
  if (anchor === null) return { kind: 'wait', why: 'no-coin' }
  if (anchor.kind === 'taken') {
    const { by: tx, coin } = anchor
    return tx.height === null && carriesMarking(tx, share.marking)
      ? { kind: 'in-flight', tx, anchor: coin }
      : { kind: 'wait', why: 'coin-busy' }
  }
  if (isTooLate(share, clocks)) return { kind: 'too-late' }
  // A payment by hand is proven long before. A stranger's may be such that the contract refuses it, or be taken back while it
  // is not mined; it is waited for while there is time, and no longer. Only the chain's word ends it.
  const slack = share.deadlineHeight - clocks.bitcoinHeight > PATIENCE_BLOCKS
  if (slack && foreign.some((tx) => carriesMarking(tx, share.marking) && pays(tx, share) && isNew(tx, share)))
    return { kind: 'wait', why: 'foreign-payment' }
  return { kind: 'create', anchor: anchor.coin }
}

/** Late is what both clocks have passed, as for the contract; a relay that was behind must not make the agent give up. */
export function isTooLate(
  { deadlineHeight, deadlineTime }: Pick<OwedShare, 'deadlineHeight' | 'deadlineTime'>,
  { bitcoinHeight, evmTime }: PayClocks,
): boolean {
  return deadlineHeight - bitcoinHeight < PAY_MARGIN_BLOCKS && deadlineTime - evmTime < PAY_MARGIN_SECONDS
}

/** The contract takes no payment from a block up to the request's: that one is nobody's, and nothing to wait for. */
function isNew({ height }: ViewTransaction, { requestHeight }: OwedShare): boolean {
  return height === null || height > requestHeight
}

function pays(tx: ViewTransaction, { payoutScript, payoutSats }: OwedShare): boolean {
  return tx.outputs.some(({ script, sats }) => `0x${script}` === payoutScript && sats >= payoutSats)
}

/** Anybody can send dust with any marking: only who holds the key spends its coins. */
function spendsOwn(tx: ViewTransaction, view: CoinView): boolean {
  return tx.inputs.some((input) => view.outputs.has(outpointKey(input)))
}

/** Own coins that may be added to an anchor: in a block, and nothing known spends them. */
export function freeCoins(view: CoinView, least: bigint): OwnOutput[] {
  return [...view.outputs.values()].filter(
    (coin) => coin.height !== null && coin.sats >= least && !view.spends.has(outpointKey(coin)),
  )
}

export const isFinal = (height: number | null, tipHeight: number): boolean =>
  depthAt(height, tipHeight) >= FINAL_DEPTH
