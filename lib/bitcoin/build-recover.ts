import { concatBytes } from '@noble/hashes/utils.js'
import {
  HIGH_FEE_PART,
  HIGH_FEE_RATE,
  MAX_FEE_RATE,
  MAX_RECOVER_COINS,
  MIN_FEE_RATE,
} from '../core/recover-rules.ts'
import { RecoverOrderError } from '../errors/recover.ts'
import { compactSize } from './compact-size.ts'
import { dustLimit } from './dust-limit.ts'
import { internalHash } from './internal-hash.ts'
import { p2wshScript } from './p2wsh-script.ts'
import { parseOutputScript } from './parse-output-script.ts'
import { type ParsedTransaction, parseTransaction } from './parse-transaction.ts'
import { recoverVsize } from './recover-vsize.ts'
import { refundBranch } from './refund-branch.ts'
import { sameBytes } from './same-bytes.ts'
import { uintLe } from './uint-le.ts'

/** An unspent output that pays the share's script. Value in sats. */
export type RecoverCoin = Readonly<{ txid: string; vout: number; sats: bigint }>
export type RecoverOrder = Readonly<{
  coins: readonly RecoverCoin[]
  /** the script behind the share's address, as computed from the chain */
  witnessScript: Uint8Array
  /** Bitcoin height from which the depositor can take the coin alone */
  refundHeight: number
  /** hash160 of the refund key */
  refundPubKeyHash: Uint8Array
  payoutScript: Uint8Array
  /** sats per 1,000 virtual bytes */
  feeRate: bigint
  /** fee in sats that the person agreed to by itself; 0 when they were not asked */
  confirmedFee: bigint
}>
/** A recovery to be signed. Amounts in sats. */
export type Recover = Readonly<{
  coins: readonly RecoverCoin[]
  witnessScript: Uint8Array
  refundPubKeyHash: Uint8Array
  fee: bigint
  payout: bigint
  vsize: number
  /** without witnesses: what is signed, and what has the txid */
  unsigned: Uint8Array
  transaction: ParsedTransaction
}>

/** BIP-125: may be replaced by a higher fee; and below 0xffffffff, so that the lock time counts (BIP-65). */
const SEQUENCE = 0xfffffffd
const idOf = ({ txid, vout }: RecoverCoin) => `${txid}:${vout}`

/**
 * The transaction that takes a deposit's coins back through the depositor's branch: every coin in, one output to the
 * person's own script, nLockTime at the refund height (BIP-65). The same order always gives the same transaction.
 * @throws {RecoverOrderError} no, too many or doubled coins; another script; an unusual payout; a fee rate out of bounds, a
 * fee that must be confirmed first, an output under dust
 */
export const buildRecover = (order: RecoverOrder): Recover => {
  const { witnessScript, refundHeight, refundPubKeyHash, payoutScript, feeRate } = order
  const coins = order.coins.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  if (coins.length === 0) throw new RecoverOrderError('no_coins')
  if (coins.length > MAX_RECOVER_COINS)
    throw new RecoverOrderError('too_many_coins', { count: coins.length, max: MAX_RECOVER_COINS })
  if (new Set(coins.map(idOf)).size !== coins.length) throw new RecoverOrderError('duplicate_coin')
  const branch = refundBranch(witnessScript)
  if (branch?.height !== refundHeight || !sameBytes(branch.pubKeyHash, refundPubKeyHash))
    throw new RecoverOrderError('script')
  const output = parseOutputScript(payoutScript)
  if (output === null) throw new RecoverOrderError('payout_script')
  if (sameBytes(payoutScript, p2wshScript(witnessScript))) throw new RecoverOrderError('payout_self')
  if (feeRate < MIN_FEE_RATE || feeRate > MAX_FEE_RATE)
    throw new RecoverOrderError('fee_rate', { min: MIN_FEE_RATE / 1_000n, max: MAX_FEE_RATE / 1_000n })

  const vsize = recoverVsize(coins.length, witnessScript.length, payoutScript.length)
  const fee = (BigInt(vsize) * feeRate + 999n) / 1_000n
  const total = coins.reduce((sum, { sats }) => sum + sats, 0n)
  const payout = total - fee
  const dust = dustLimit(payoutScript)
  if (payout < dust) throw new RecoverOrderError('dust', { total, fee, dust })
  if ((feeRate > HIGH_FEE_RATE || fee * HIGH_FEE_PART > total) && order.confirmedFee < fee)
    throw new RecoverOrderError('fee_unconfirmed', { fee, total })

  const unsigned = concatBytes(
    uintLe(2, 4),
    compactSize(coins.length),
    ...coins.map(({ txid, vout }) =>
      concatBytes(internalHash(txid), uintLe(vout, 4), Uint8Array.of(0), uintLe(SEQUENCE, 4)),
    ),
    Uint8Array.of(1),
    uintLe(payout, 8),
    compactSize(payoutScript.length),
    payoutScript,
    uintLe(refundHeight, 4),
  )
  return {
    coins,
    witnessScript,
    refundPubKeyHash,
    fee,
    payout,
    vsize,
    unsigned,
    transaction: parseTransaction(unsigned),
  }
}
