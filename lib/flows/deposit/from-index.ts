import type { RequestDto } from '../../api/requests.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import { toSat } from '../../core/to-sat.ts'
import { toWei } from '../../core/to-wei.ts'
import type { ShareReorg } from './reorg-watch.ts'

/** A deposit's shares as the index tells them, in the shape the chain would give: to be shown, never to be paid by. */
export const depositsFromIndex = (dto: RequestDto): readonly Deposit[] => {
  const sats = (value: string | null) => toSat(BigInt(value ?? '0'))
  const whole = {
    reqId: BigInt(dto.reqId),
    shareCount: Math.max(1, dto.shares.length),
    requester: dto.requester as `0x${string}`,
    recipient: dto.recipient as `0x${string}`,
    refundPubKeyHash: dto.refundPubKeyHash as `0x${string}`,
    requestHeight: dto.requestHeight,
    refundHeight: dto.refundHeight,
    offerUntil: dto.offerUntil,
  }
  const bondWei = dto.bondClaimed ? 0n : BigInt(dto.bondWei)
  if (dto.shares.length === 0)
    return [
      {
        ...whole,
        share: 0,
        sats: sats(dto.sats),
        state: dto.state,
        bondWei: toWei(bondWei),
        assignment: null,
        paidSats: sats(null),
        mintedSats: sats(null),
        position: dto.queuePosition ?? 0,
        swept: false,
      },
    ]
  return dto.shares.map((share) => ({
    ...whole,
    share: share.share,
    sats: sats(share.sats),
    state: share.state,
    // the index knows the bond of the whole: a share's part goes by its amount
    bondWei: toWei((bondWei * BigInt(share.sats)) / BigInt(dto.sats)),
    assignment: {
      staker: share.staker as `0x${string}`,
      script: share.script as `0x${string}`,
      deadlineTime: share.deadlineTime,
      deadlineHeight: share.deadlineHeight,
    },
    paidSats: sats(share.paidSats),
    mintedSats: sats(share.issuedSats),
    position: share.escrow?.position ?? 0,
    swept: share.swept,
  }))
}

/** Counted payments that were reported to be reorganised away and are not back, by share. */
export const openReorgs = (dto: RequestDto): ReadonlyMap<number, ShareReorg> =>
  new Map(
    dto.shares.flatMap(({ share, payments }) =>
      payments.flatMap(({ txid, vout, reorg, reorgUntil }): [number, ShareReorg][] =>
        reorg === 'open' && reorgUntil !== null ? [[share, { txid, vout, untilHeight: reorgUntil }]] : [],
      ),
    ),
  )
