import 'server-only'
import { getAddress } from 'viem'
import type { RequestDto } from '../api/requests.ts'
import type { RequestRow } from './index-rows.ts'

type StepName = RequestRow['steps'][number]['name']

/** A request as the API gives it, from the rows of the index. */
export function toRequest(row: RequestRow): RequestDto {
  const { steps, payments, ...request } = row
  const pointOf = (name: StepName) => {
    const taken = steps.find((step) => step.name === name)
    return taken === undefined ? null : { block: taken.block, time: taken.time, tx: taken.tx }
  }
  const requested = pointOf('requested')
  if (requested === null) throw new Error(`request ${row.reqId} has no first step`)
  return {
    ...request,
    kind: 'deposit',
    requester: getAddress(row.requester),
    recipient: getAddress(row.recipient),
    shares: row.shares.map(({ reqId: _, ...share }) => ({
      ...share,
      staker: getAddress(share.staker),
      payments: payments
        .filter((payment) => payment.share === share.share)
        .map(({ txid, vout, sats }) => ({ txid, vout, sats })),
    })),
    requested,
    assigned: pointOf('assigned'),
    minted: pointOf('minted'),
    expired: pointOf('expired'),
    cancelled: pointOf('cancelled'),
    refundable: pointOf('refundable'),
  }
}
