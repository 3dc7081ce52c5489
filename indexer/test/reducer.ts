import {
  clock,
  holderWeight,
  payment,
  relayTip,
  request,
  share,
  staker,
  step,
  weight,
  withdrawal,
  withdrawalShare,
  withdrawalStep,
} from 'ponder:schema'
import * as clockCalls from '../src/lib/clock.ts'
import * as relayCalls from '../src/lib/relay.ts'
import * as requestCalls from '../src/lib/request.ts'
import * as depositCalls from '../src/lib/share.ts'
import * as stakerCalls from '../src/lib/staker.ts'
import * as weightCalls from '../src/lib/weight.ts'
import * as withdrawalCalls from '../src/lib/withdrawal.ts'
import * as shareCalls from '../src/lib/withdrawal-share.ts'

type Call = (db: never, event: never) => Promise<unknown>

/** of generated histories */
export const CHAIN_ID = 1

/** Which helper each event calls; the handler files say the same to Ponder. */
const calls = (chainId: number): Record<string, Call> => ({
  'StakerRegistry:StakerRegistered': stakerCalls.registerStaker,
  'StakerRegistry:CollateralDeposited': stakerCalls.setCollateral,
  'StakerRegistry:UnstakeRequested': stakerCalls.lockCollateral,
  'StakerRegistry:UnstakeCancelled': stakerCalls.unlockCollateral,
  'StakerRegistry:UnstakeClaimed': stakerCalls.payOutCollateral,
  'StakerRegistry:AcceptLimitSet': stakerCalls.setAcceptLimit,
  'StakerRegistry:MinMinerFeeSet': stakerCalls.setMinMinerFee,
  'StakerRegistry:StakerBanned': stakerCalls.banStaker,
  'StakerRegistry:CollateralTaken': stakerCalls.takeCollateral,
  'StakerSelector:WeightSet': weightCalls.setWeight,
  'HolderSelector:WeightSet': weightCalls.setHolderWeight,
  'BitcoinRelay:TipChanged': relayCalls.moveTip,
  'EntanglementManager:DepositRequested': requestCalls.openRequest,
  'EntanglementManager:DepositQueued': requestCalls.queueRequest,
  'EntanglementManager:DepositOffered': requestCalls.offerRequest,
  'EntanglementManager:DepositAccepted': requestCalls.acceptOffer,
  'EntanglementManager:DepositAssigned': (db, event) => requestCalls.assignShare(db, chainId, event),
  'EntanglementManager:DepositCancelled': requestCalls.cancelRequest,
  'EntanglementManager:DepositExpired': depositCalls.expireShare,
  'EntanglementManager:DepositRefundable': depositCalls.markRefundable,
  'EntanglementManager:BondClaimed': requestCalls.claimBond,
  'EntanglementManager:Halted': clockCalls.halt,
  'EntanglementManager:Resumed': clockCalls.resume,
  'DepositMinter:PaymentConsumed': depositCalls.consumePayment,
  'DepositMinter:DepositMinted': depositCalls.mintShare,
  'DepositMinter:DepositEscrowed': depositCalls.escrowShare,
  'DepositMinter:DepositFinalised': depositCalls.finaliseShare,
  'DepositMinter:ReorgReported': depositCalls.reportReorg,
  'DepositMinter:ReorgClosed': depositCalls.closeReorg,
  'DepositMinter:SweepProven': depositCalls.proveSweep,
  'WithdrawalManager:WithdrawalRequested': withdrawalCalls.openWithdrawal,
  'WithdrawalManager:WithdrawalQueued': withdrawalCalls.queueWithdrawal,
  'WithdrawalManager:WithdrawalDrained': withdrawalCalls.drainWithdrawal,
  'WithdrawalManager:WithdrawalReturned': withdrawalCalls.returnUnplaced,
  'WithdrawalManager:WithdrawalAssigned': shareCalls.assignWithdrawal,
  'WithdrawalManager:WithdrawalPaid': shareCalls.payShare,
  'WithdrawalManager:ShareTimedOut': shareCalls.timeOutShare,
  'WithdrawalManager:ShareRetried': shareCalls.retryShare,
  'WithdrawalManager:ShareReimbursed': shareCalls.reimburseShare,
})

/** The helper of an event, by `Contract:Event`; undefined for an event that the index leaves out. */
export const reducerOf = (name: string, chainId = CHAIN_ID): Call | undefined => calls(chainId)[name]

export const primaryKeys = new Map<object, string[]>([
  [staker, ['address']],
  [weight, ['stakerId']],
  [holderWeight, ['stakerId']],
  [relayTip, ['eventId']],
  [clock, ['id']],
  [request, ['reqId']],
  [share, ['reqId', 'share']],
  [payment, ['txid', 'vout']],
  [step, ['eventId']],
  [withdrawal, ['reqId']],
  [withdrawalShare, ['reqId', 'share']],
  [withdrawalStep, ['eventId']],
])
