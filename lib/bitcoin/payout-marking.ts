import { concatBytes } from '@noble/hashes/utils.js'
import { BaseError } from '../errors/base-error.ts'

/** Whose payment it is: a share of a withdrawal in one deployment. */
export type PayoutMarking = Readonly<{
  /** 4 bytes, see `payoutTag` */
  tag: Uint8Array
  reqId: bigint
  share: number
}>

/**
 * The 13 bytes `tag ‖ reqId:8 ‖ share:1`, numbers big-endian, as `WithdrawalManager.markingOf` gives them.
 * @throws {BaseError} when a part does not fit
 */
export const payoutMarking = ({ tag, reqId, share }: PayoutMarking): Uint8Array => {
  const fits = tag.length === 4 && reqId >= 0n && reqId < 1n << 64n
  if (!fits || !Number.isInteger(share) || share < 0 || share > 255)
    throw new BaseError({
      code: 'marking.parts',
      message: `No marking of 13 bytes for request ${reqId}, share ${share}.`,
      hint: 'Read the share again from the chain.',
    })
  const number = Uint8Array.from({ length: 8 }, (_, at) => Number((reqId >> BigInt(56 - 8 * at)) & 0xffn))
  return concatBytes(tag, number, Uint8Array.of(share))
}
