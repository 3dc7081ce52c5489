import 'server-only'
import { getAddress } from 'viem'
import type { DepositDto } from '../api/deposits.ts'
import type { DepositRow } from './deposit-rows.ts'

type Name = DepositRow['steps'][number]['name']
type Share = DepositRow['shares'][number]

/** When something happened first: to a share, or (null) to any. */
function pointOf({ steps }: DepositRow, name: Name, share: number | null = null) {
  const taken = steps.find((step) => step.name === name && (share === null || step.share === share))
  return taken === undefined ? null : { block: taken.block, time: taken.time, tx: taken.tx }
}

function toShare(row: DepositRow, share: Share): DepositDto['shares'][number] {
  const { share: number, waiting, waitsForLimit, position } = share
  const at = (name: Name) => pointOf(row, name, number)
  return {
    share: number,
    staker: getAddress(share.staker),
    stakerPubKey: share.stakerPubKey,
    sats: share.sats,
    script: share.script,
    deadlineTime: share.deadlineTime,
    deadlineHeight: share.deadlineHeight,
    state: share.state,
    payments: row.payments
      .filter((payment) => payment.share === number)
      .map(({ share: _, ...payment }) => payment),
    paidSats: share.paidSats,
    issuedSats: share.issuedSats,
    mintedSats: share.mintedSats,
    feeSats: share.feeSats,
    escrow:
      waiting === '0' ? null : { sats: waiting, reason: waitsForLimit ? 'limit' : 'capacity', position },
    swept: BigInt(share.sweptSats) > BigInt(share.issuedSats),
    assigned: at('assigned'),
    minted: at('minted'),
    escrowed: at('escrowed'),
    finalised: at('finalised'),
    expired: at('expired'),
    refundable: at('refundable'),
  }
}

/** A deposit as the API gives it, from the rows of the index. */
export function toDeposit(row: DepositRow): DepositDto {
  const { steps, shares, payments: _, shareCount: __, place: ___, position, ...request } = row
  const requested = pointOf(row, 'requested')
  if (requested === null) throw new Error(`request ${row.reqId} has no first step`)
  return {
    ...request,
    requester: getAddress(row.requester),
    recipient: getAddress(row.recipient),
    queuePosition: position,
    shares: shares.map((share) => toShare(row, share)),
    requested,
    assigned: pointOf(row, 'assigned'),
    minted: pointOf(row, 'minted'),
    expired: pointOf(row, 'expired'),
    cancelled: pointOf(row, 'cancelled'),
    refundable: pointOf(row, 'refundable'),
    steps: steps.map(({ name, share, sats, block, time, tx }) => ({ name, share, sats, block, time, tx })),
  }
}
