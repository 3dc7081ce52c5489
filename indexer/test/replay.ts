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
import { DepositReplay } from './deposit-replay.ts'
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

const low = (value: unknown) => String(value).toLowerCase()
const reversed = (hex: unknown) => Buffer.from(String(hex).slice(2), 'hex').reverse().toString('hex')

/** The script of a share put together by hand, for heights of two bytes (200 to 32,767). */
function scriptOf(
  chainId: bigint,
  manager: Hex,
  a: Row,
  pubKey: unknown,
  refund: { height: number; key: unknown },
): Hex {
  const types = [{ type: 'uint256' }, { type: 'address' }, { type: 'uint256' }, { type: 'uint8' }] as const
  const id = encodeAbiParameters(types, [chainId, manager, a.reqId as bigint, a.share as number])
  const height = reversed(numberToHex(refund.height, { size: 2 }))
  const key = [String(pubKey).slice(2), 'ac6702', height].join('')
  const end = ['b17576a914', String(refund.key).slice(2), '88ac68'].join('')
  return `0x0020${sha256(`0x14${keccak256(id).slice(2, 42)}756321${key}${end}`).slice(2)}`
}

/**
 * What the index must hold, computed a second time and another way: one pass over `eth_getLogs`, everything in maps.
 * Amounts as decimal strings, addresses in lower case, as the index answers.
 */
export async function replay(client: PublicClient, addresses: Addresses, toBlock: bigint): Promise<Replayed> {
  const sources = Object.keys(abis) as Source[]
  const address = sources.map((source) => addresses[source])
  const logs = await client.getLogs({ address, fromBlock: 0n, toBlock })
  const stakers = new Map<string, Staker>()
  const weights = { StakerSelector: new Map<string, string>(), HolderSelector: new Map<string, string>() }
  const coverage = new Map<bigint, { block: number; blockHash: Hex; events: number; digest: Hex }>()
  const times = new Map<bigint, number>()
  const chainId = BigInt(await client.getChainId())
  let tips = 0
  const account = (address: unknown, amounts: Amounts): Staker => {
    const row = stakers.get(low(address))
    if (row === undefined) throw new Error(`unknown staker ${address}`)
    for (const [name, more] of Object.entries(amounts)) row[name] = String(BigInt(String(row[name])) + more)
    return row
  }
  const moved = { seconds: 0, blocks: 0, haltTime: null as number | null, haltHeight: 0 }
  let [now, tip] = [0, 0]
  const shift = () => ({
    seconds: moved.seconds + (moved.haltTime === null ? 0 : now - moved.haltTime),
    blocks: moved.blocks + (moved.haltTime === null ? 0 : Math.max(0, tip - moved.haltHeight)),
  })
  const withdrawals = new WithdrawalReplay(account, shift)
  const partsOf = (a: Row, refund: { height: number; key: unknown }) => {
    const stakerPubKey = stakers.get(low(a.staker))?.pubKey
    return { stakerPubKey, script: scriptOf(chainId, addresses.EntanglementManager, a, stakerPubKey, refund) }
  }
  const deposits = new DepositReplay(account, partsOf, shift)
  for (const log of logs) {
    if (!times.has(log.blockNumber)) {
      times.set(log.blockNumber, Number((await client.getBlock({ blockNumber: log.blockNumber })).timestamp))
    }
    const source = sources.find((name) => low(addresses[name]) === low(log.address))
    const [event] = parseEventLogs({ abi: abis[source as Source], logs: [log] }) as unknown as [
      { eventName: string; args: Record<string, unknown> } | undefined,
    ]
    if (event === undefined) continue
    const a = event.args ?? {}
    const place = {
      block: Number(log.blockNumber),
      time: times.get(log.blockNumber),
      tx: log.transactionHash,
    }
    now = Number(place.time)
    const staker = stakers.get(low(a.staker))
    let handled = true
    switch (event.eventName) {
      case 'Halted':
        Object.assign(moved, { haltTime: now, haltHeight: tip })
        break
      case 'Resumed':
        Object.assign(moved, {
          ...{ seconds: Number(a.shiftSeconds), blocks: Number(a.shiftBlocks), haltTime: null },
        })
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
        tip = Number(a.height)
        break
      default:
        handled = withdrawals.take(event.eventName, a, place) || deposits.take(event.eventName, a, place)
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
  now = Number((await client.getBlock({ blockNumber: toBlock })).timestamp)
  return {
    requests: [...deposits.rows(), ...withdrawals.rows()].sort(
      (one, other) => Number(other.reqId) - Number(one.reqId),
    ),
    states: withdrawals.states(),
    stakers: [...stakers.values()].map((row) => ({
      ...row,
      weightSats: weights.StakerSelector.get(String(row.stakerId)) ?? '0',
      holderWeightSats: weights.HolderSelector.get(String(row.stakerId)) ?? '0',
    })),
    payments: deposits.held(),
    coverage: [...coverage.values()],
    tips,
  }
}
