import type { RequestDto } from '../../api/requests.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import { toSat } from '../../core/to-sat.ts'
import { toWei } from '../../core/to-wei.ts'

/** A deposit as the index tells it, in the shape the chain would give: to be shown, never to be paid by. */
export const depositFromIndex = (dto: RequestDto): Deposit => {
  const share = dto.shares[0]
  return {
    reqId: BigInt(dto.reqId),
    share: share?.share ?? 0,
    shareCount: Math.max(1, dto.shares.length),
    requester: dto.requester as `0x${string}`,
    recipient: dto.recipient as `0x${string}`,
    sats: toSat(BigInt(dto.sats)),
    refundPubKeyHash: dto.refundPubKeyHash as `0x${string}`,
    state: dto.state,
    bondWei: toWei(dto.bondClaimed ? 0n : BigInt(dto.bondWei)),
    requestHeight: dto.requestHeight,
    refundHeight: dto.refundHeight,
    assignment: share
      ? {
          staker: share.staker as `0x${string}`,
          script: share.script as `0x${string}`,
          deadlineTime: share.deadlineTime,
          deadlineHeight: share.deadlineHeight,
        }
      : null,
    offerUntil: null,
    paidSats: toSat(0n),
    mintedSats: toSat(0n),
    position: 0,
    swept: false,
  }
}
