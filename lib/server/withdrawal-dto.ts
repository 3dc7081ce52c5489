import 'server-only'
import { getAddress } from 'viem'
import type { WithdrawalDto } from '../api/withdrawals.ts'
import { fromHex } from '../bitcoin/from-hex.ts'
import type { BitcoinNetwork } from '../bitcoin/networks.ts'
import { scriptToAddress } from '../bitcoin/script-to-address.ts'
import { withdrawalState } from '../core/withdrawal-state.ts'
import type { WithdrawalRow } from './withdrawal-rows.ts'

type Share = WithdrawalRow['shares'][number]
type Step = WithdrawalRow['steps'][number]

const pointOf = ({ block, time, tx }: Step) => ({ block, time, tx })

function toShare(row: WithdrawalRow, share: Share): WithdrawalDto['shares'][number] {
  const { reqId: _, txid, vout, paidSats, staker, ...rest } = share
  const at = (name: Step['name']) => {
    const step = row.steps.find((taken) => taken.name === name && taken.share === share.share)
    return step === undefined ? null : pointOf(step)
  }
  const assigned = at('assigned')
  if (assigned === null) throw new Error(`share ${share.share} of withdrawal ${row.reqId} has no first step`)
  return {
    ...rest,
    staker: getAddress(staker),
    payoutSats: String(BigInt(share.sats) - BigInt(row.maxFeeSats)),
    payment: txid === null || vout === null || paidSats === null ? null : { txid, vout, sats: paidSats },
    assigned,
    paid: at('paid'),
    timedOut: at('timedOut'),
    retried: at('retried'),
    reimbursed: at('reimbursed'),
  }
}

/** A withdrawal as the API gives it, from the rows of the index: its state is derived here. */
export function toWithdrawal(row: WithdrawalRow, network: BitcoinNetwork): WithdrawalDto {
  const requested = row.steps.find(({ name }) => name === 'requested')
  if (requested === undefined) throw new Error(`withdrawal ${row.reqId} has no first step`)
  const states = row.shares.map(({ state }) => state)
  return {
    reqId: row.reqId,
    kind: 'withdrawal',
    state: withdrawalState({ unplacedSats: BigInt(row.unplaced), drawing: row.drawing, shares: states }),
    owner: getAddress(row.owner),
    sats: row.sats,
    feeSats: row.feeSats,
    maxFeeSats: row.maxFeeSats,
    payoutScript: row.payoutScript,
    payoutAddress: scriptToAddress(fromHex(row.payoutScript as `0x${string}`), network),
    requestHeight: row.requestHeight,
    unplacedSats: row.unplaced,
    unplacedFeeSats: row.unplacedFee,
    returnedSats: row.returned,
    returnedFeeSats: row.returnedFee,
    drawing: row.drawing,
    queuePosition: row.position,
    shares: row.shares.map((share) => toShare(row, share)),
    requested: pointOf(requested),
    steps: row.steps.map(({ name, share, sats, block, time, tx }) => ({
      name,
      share,
      sats,
      block,
      time,
      tx,
    })),
  }
}
