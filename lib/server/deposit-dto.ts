import 'server-only'
import { getAddress } from 'viem'
import type { DepositDto } from '../api/deposits.ts'
import type { DepositRow } from './index-rows.ts'

type StepName = DepositRow['steps'][number]['name']

/** A deposit as the API gives it, from the rows of the index. */
export function toDeposit(row: DepositRow): DepositDto {
  const { steps, payments, ...request } = row
  const pointOf = (name: StepName) => {
    const taken = steps.find((step) => step.name === name)
    return taken === undefined ? null : { block: taken.block, time: taken.time, tx: taken.tx }
  }
  const requested = pointOf('requested')
  if (requested === null) throw new Error(`request ${row.reqId} has no first step`)
  return {
    ...request,
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
