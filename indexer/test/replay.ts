import {
  encodeAbiParameters,
  type Hex,
  keccak256,
  numberToHex,
  type PublicClient,
  parseEventLogs,
  sha256,
} from 'viem'
import { addDigest, EMPTY_DIGEST } from '../src/lib/digest.ts'
import { abis, type Source } from './generated-log.ts'
import { WithdrawalReplay } from './withdrawal-replay.ts'

type Row = Record<string, unknown>
type Addresses = Record<Source, Hex>
type Amounts = { issued?: bigint; toBeIssued?: bigint; toBeRedeemed?: bigint }
type Staker = Row & {
  depositsMinted: number
  depositsExpired: number
  withdrawalsPaid: number
  withdrawalsLate: number
}
export type Replayed = {
  requests: Row[]
  /** state of each withdrawal, which no row keeps */
  states: { reqId: string; state: string }[]
  stakers: Row[]
  payments: Row[]
  coverage: Row[]
  tips: number
}

const STEPS: Record<string, [string, string]> = {
  DepositRequested: ['requested', 'Requested'],
  DepositAssigned: ['assigned', 'Assigned'],
  DepositMinted: ['minted', 'Minted'],
  DepositExpired: ['expired', 'Expired'],
  DepositCancelled: ['cancelled', 'Cancelled'],
  DepositRefundable: ['refundable', 'Refundable'],
}
const low = (value: unknown) => String(value).toLowerCase()
const reversed = (hex: unknown) => Buffer.from(String(hex).slice(2), 'hex').reverse().toString('hex')

/** The script of a share put together by hand, for heights of two bytes (200 to 32,767). */
function scriptOf(chainId: bigint, manager: Hex, a: Row, staker?: Row, request?: Row): Hex {
  const types = [{ type: 'uint256' }, { type: 'address' }, { type: 'uint256' }, { type: 'uint8' }] as const
  const id = encodeAbiParameters(types, [chainId, manager, a.reqId as bigint, a.share as number])
  const height = reversed(numberToHex(Number(request?.refundHeight), { size: 2 }))
  const key = [String(staker?.pubKey).slice(2), 'ac6702', height].join('')
  const refund = ['b17576a914', String(request?.refundPubKeyHash).slice(2), '88ac68'].join('')
  return `0x0020${sha256(`0x14${keccak256(id).slice(2, 42)}756321${key}${refund}`).slice(2)}`
}

/**
 * What the index must hold, computed a second time and another way: one pass over `eth_getLogs`, everything in maps.
 * Amounts as decimal strings, addresses in lower case, as the index answers.
 */
export async function replay(client: PublicClient, addresses: Addresses, toBlock: bigint): Promise<Replayed> {
  const sources = Object.keys(abis) as Source[]
  const address = sources.map((source) => addresses[source])
  const logs = await client.getLogs({ address, fromBlock: 0n, toBlock })
  const requests = new Map<string, Row & { shares: Row[]; payments: Row[]; steps: Row[] }>()
  const stakers = new Map<string, Staker>()
  const weights = { StakerSelector: new Map<string, string>(), HolderSelector: new Map<string, string>() }
  const coverage = new Map<bigint, { block: number; blockHash: Hex; events: number; digest: Hex }>()
  const times = new Map<bigint, number>()
  const payments: Row[] = []
  const chainId = BigInt(await client.getChainId())
  let tips = 0
  const account = (address: unknown, amounts: Amounts): Staker => {
    const row = stakers.get(low(address))
    if (row === undefined) throw new Error(`unknown staker ${address}`)
    for (const [name, more] of Object.entries(amounts)) row[name] = String(BigInt(String(row[name])) + more)
    return row
  }
  const withdrawals = new WithdrawalReplay(account)
  for (const log of logs) {
    if (!times.has(log.blockNumber)) {
      times.set(log.blockNumber, Number((await client.getBlock({ blockNumber: log.blockNumber })).timestamp))
    }
    const source = sources.find((name) => low(addresses[name]) === low(log.address))
    const [event] = parseEventLogs({ abi: abis[source as Source], logs: [log] }) as unknown as [
      { eventName: string; args: Record<string, unknown> } | undefined,
    ]
    if (event === undefined) continue
    const a = event.args
    const place = {
      block: Number(log.blockNumber),
      time: times.get(log.blockNumber),
      tx: log.transactionHash,
    }
    const reqId = String(a.reqId)
    const request = requests.get(reqId)
    const share = request?.shares[0]
    const staker = stakers.get(low(a.staker))
    let handled = true
    switch (event.eventName) {
      case 'DepositRequested':
        requests.set(reqId, {
          kind: 'deposit',
          reqId,
          requester: low(a.requester),
          recipient: low(a.recipient),
          sats: String(a.sats),
          refundPubKeyHash: a.refundPubKeyHash,
          bondWei: String(a.bondWei),
          bondClaimed: false,
          requestHeight: Number(a.requestHeight),
          refundHeight: Number(a.refundHeight),
          shares: [],
          payments: [],
          steps: [],
        })
        break
      case 'DepositAssigned':
        request?.shares.push({
          reqId,
          share: a.share,
          staker: low(a.staker),
          stakerPubKey: staker?.pubKey,
          sats: String(a.sats),
          script: scriptOf(chainId, log.address, a, staker, request),
          deadlineTime: Number(a.deadlineTime),
          deadlineHeight: Number(a.deadlineHeight),
          paidSats: null,
          mintedSats: null,
          feeSats: null,
        })
        account(a.staker, { toBeIssued: BigInt(String(a.sats)) })
        break
      case 'PaymentConsumed': {
        const row = { txid: reversed(a.txid), vout: a.vout, reqId, share: a.share, sats: String(a.sats) }
        request?.payments.push({ ...row, staker: share?.staker })
        payments.push({
          txid: row.txid,
          vout: row.vout,
          sats: row.sats,
          staker: share?.staker,
          script: share?.script,
        })
        break
      }
      case 'DepositMinted': {
        const carrier = stakers.get(low(share?.staker))
        Object.assign(share ?? {}, {
          paidSats: String(a.paidSats),
          mintedSats: String(a.mintedSats),
          feeSats: String(a.feeSats),
        })
        if (carrier) carrier.depositsMinted += 1
        if (carrier && request?.state === 'Expired') carrier.depositsExpired -= 1
        account(share?.staker, {
          issued: BigInt(String(a.paidSats)),
          toBeIssued: request?.state === 'Expired' ? 0n : -BigInt(String(share?.sats)),
        })
        break
      }
      case 'DepositExpired': {
        const carrier = stakers.get(low(share?.staker))
        if (carrier) carrier.depositsExpired += 1
        account(share?.staker, { toBeIssued: -BigInt(String(share?.sats)) })
        break
      }
      case 'BondClaimed':
        Object.assign(request ?? {}, { bondClaimed: true })
        break
      case 'DepositRefundable':
        if (request?.state === 'Assigned')
          account(share?.staker, { toBeIssued: -BigInt(String(share?.sats)) })
        break
      case 'DepositCancelled':
        break
      case 'StakerRegistered':
        stakers.set(low(a.staker), {
          address: low(a.staker),
          stakerId: String(a.stakerId),
          pubKey: a.pubKey,
          sweepScript: a.sweepScript,
          bondWei: String(a.bondWei),
          collateral: '0',
          unstaking: '0',
          unstakeTime: 0,
          issued: '0',
          toBeIssued: '0',
          toBeRedeemed: '0',
          acceptLimit: String(2n ** 56n - 1n),
          depositsMinted: 0,
          depositsExpired: 0,
          ...{ minMinerFee: '0', nextMinMinerFee: '0', nextMinMinerFeeTime: 0, bannedUntil: 0 },
          ...{ collateralTaken: '0', withdrawalsPaid: 0, withdrawalsLate: 0 },
          registeredBlock: place.block,
          registeredTime: place.time,
          registeredTx: place.tx,
        })
        break
      case 'CollateralDeposited':
        Object.assign(staker ?? {}, { collateral: String(a.collateral) })
        break
      case 'AcceptLimitSet':
        Object.assign(staker ?? {}, { acceptLimit: String(a.sats) })
        break
      case 'UnstakeRequested':
        Object.assign(staker ?? {}, {
          collateral: String(BigInt(String(staker?.collateral)) - BigInt(String(a.amount))),
          unstaking: String(BigInt(String(staker?.unstaking)) + BigInt(String(a.amount))),
          unstakeTime: Number(a.claimableAt),
        })
        break
      case 'MinMinerFeeSet':
        Object.assign(staker ?? {}, {
          ...(Number(place.time) < Number(staker?.nextMinMinerFeeTime)
            ? {}
            : { minMinerFee: staker?.nextMinMinerFee }),
          nextMinMinerFee: String(a.sats),
          nextMinMinerFeeTime: Number(a.effectiveTime),
        })
        break
      case 'StakerBanned':
        Object.assign(staker ?? {}, { bannedUntil: Number(a.until) })
        break
      case 'CollateralTaken':
        Object.assign(staker ?? {}, {
          collateral: String(a.collateral),
          collateralTaken: String(BigInt(String(staker?.collateralTaken)) + BigInt(String(a.amount))),
        })
        break
      case 'WeightSet':
        weights[source as 'StakerSelector' | 'HolderSelector'].set(
          String(a.stakerId),
          String(BigInt(String(a.weight)) * 10_000n),
        )
        break
      case 'TipChanged':
        tips += 1
        break
      default:
        handled = withdrawals.take(event.eventName, a, place)
    }
    const moved = STEPS[event.eventName]
    if (moved !== undefined && request === undefined && event.eventName !== 'DepositRequested') {
      throw new Error(`${event.eventName} of unknown request ${reqId}`)
    }
    if (moved !== undefined) {
      const row = requests.get(reqId)
      Object.assign(row ?? {}, { state: moved[1] })
      row?.steps.push({ reqId, name: moved[0], ...place })
    }
    if (!handled) continue
    const before = coverage.get(log.blockNumber) ?? {
      block: place.block,
      blockHash: log.blockHash,
      events: 0,
      digest: EMPTY_DIGEST,
    }
    coverage.set(log.blockNumber, {
      ...before,
      events: before.events + 1,
      digest: addDigest(before.digest, log),
    })
  }
  return {
    requests: [...requests.values(), ...withdrawals.rows()].sort(
      (one, other) => Number(other.reqId) - Number(one.reqId),
    ),
    states: withdrawals.states(),
    stakers: [...stakers.values()].map((row) => ({
      ...row,
      weightSats: weights.StakerSelector.get(String(row.stakerId)) ?? '0',
      holderWeightSats: weights.HolderSelector.get(String(row.stakerId)) ?? '0',
    })),
    payments,
    coverage: [...coverage.values()],
    tips,
  }
}
