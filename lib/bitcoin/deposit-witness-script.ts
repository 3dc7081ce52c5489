import { concatBytes } from '@noble/hashes/utils.js'
import { BaseError } from '../errors/base-error.ts'
import { type DepositId, depositTag } from './deposit-tag.ts'
import { scriptNumber } from './script-number.ts'

export type DepositScriptParts = DepositId &
  Readonly<{
    /** 33 bytes, compressed */
    stakerPubKey: Uint8Array
    /** Bitcoin height after which the depositor can take the coin back alone */
    refundHeight: number
    /** hash160 of the depositor's compressed key */
    refundPubKeyHash: Uint8Array
  }>

const OP = { drop: 0x75, if: 0x63, else: 0x67, endif: 0x68, checksig: 0xac, cltv: 0xb1 } as const
/** OP_DUP OP_HASH160 <20 bytes> */
const DUP_HASH160_20 = [0x76, 0xa9, 0x14]
/** OP_EQUALVERIFY OP_CHECKSIG */
const EQUALVERIFY_CHECKSIG = [0x88, 0xac]

/**
 * The script behind a share's P2WSH address: the staker's key, or after `refundHeight` (BIP-65) the depositor's.
 * Mirrors `BitcoinScript.sol`, vectors in contracts/test/vectors/deposit-script.json.
 * @throws {BaseError} when a part has another length
 */
export const depositWitnessScript = (parts: DepositScriptParts): Uint8Array => {
  const prefix = parts.stakerPubKey[0]
  if (
    parts.stakerPubKey.length !== 33 ||
    (prefix !== 2 && prefix !== 3) ||
    parts.refundPubKeyHash.length !== 20
  )
    throw new BaseError({
      code: 'script.parts',
      message: 'A deposit script needs a compressed staker key (33 bytes) and a key hash (20 bytes).',
      hint: 'Read the request again from the chain.',
    })
  return concatBytes(
    Uint8Array.of(0x14),
    depositTag(parts),
    Uint8Array.of(OP.drop, OP.if, 0x21),
    parts.stakerPubKey,
    Uint8Array.of(OP.checksig, OP.else),
    scriptNumber(parts.refundHeight),
    Uint8Array.of(OP.cltv, OP.drop, ...DUP_HASH160_20),
    parts.refundPubKeyHash,
    Uint8Array.of(...EQUALVERIFY_CHECKSIG, OP.endif),
  )
}
