import { type Hex, numberToHex, pad } from 'viem'
import { type Args, type GeneratedLog, logOf } from './generated-log.ts'
import { WithdrawalHistory } from './withdrawal-history.ts'

/** Numbers from a seed, so that a failing run can be run again. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

type Open = { reqId: bigint; recipient: Hex; staker: Hex; sats: bigint; assigned: boolean; expired: boolean }

/** An endless history that obeys the bridge's rules as far as events show them. */
export function* history(seed: number): Generator<GeneratedLog, never> {
  const random = randomFrom(seed)
  const account = () => pad(numberToHex(random(2 ** 31)), { size: 20 })
  const bytes32 = () => pad(numberToHex(random(2 ** 31)), { size: 32 })
  const stakers: Hex[] = []
  const holdings = new Map<Hex, bigint>()
  const stakerId = (staker: Hex) => BigInt(stakers.indexOf(staker) + 1)
  const withdrawals = new WithdrawalHistory({ random, account, stakerId, holdings })
  const open: Open[] = []
  let reqId = 0n
  let height = 100
  const bridge = (name: string, args: Args) => logOf('EntanglementManager', name, args)
  const pick = <T>(list: T[]): T => list[random(list.length)] as T

  for (;;) {
    if (stakers.length < 3 || (stakers.length < 60 && random(200) === 0)) {
      const staker = account()
      stakers.push(staker)
      const stakerId = BigInt(stakers.length)
      const registered = {
        staker,
        stakerId,
        pubKey: pad('0x02', { size: 33, dir: 'right' }),
        sweepScript: '0x0014',
        bondWei: 7n,
      }
      yield logOf('StakerRegistry', 'StakerRegistered', registered)
      yield logOf('StakerSelector', 'WeightSet', { stakerId, weight: BigInt(random(1000)) })
    }
    const at = open.length === 0 ? undefined : pick(open)
    switch (random(16)) {
      case 0: {
        const forkHeight = BigInt(height - (random(10) === 0 ? 1 : 0))
        height += 1
        yield logOf('BitcoinRelay', 'TipChanged', { forkHeight, height: BigInt(height), hash: bytes32() })
        break
      }
      case 1:
        if (at?.assigned && random(4) === 0) {
          open.splice(open.indexOf(at), 1)
          yield bridge('DepositRefundable', { reqId: at.reqId, share: 0 })
        }
        break
      case 2:
        yield logOf('StakerRegistry', 'CollateralDeposited', {
          staker: pick(stakers),
          amount: 1n,
          collateral: BigInt(random(1e9)) * 10n ** 18n,
          matureBlock: 5n,
        })
        break
      case 3:
        if (at?.assigned && !at.expired) {
          at.expired = true
          yield bridge('DepositExpired', { reqId: at.reqId, share: 0 })
        }
        break
      case 4:
      case 5:
        if (at?.assigned) {
          open.splice(open.indexOf(at), 1)
          const { reqId, recipient, sats, staker } = at
          holdings.set(staker, (holdings.get(staker) ?? 0n) + sats)
          const minted = { reqId, share: 0, recipient, paidSats: sats, mintedSats: sats - 15n, feeSats: 15n }
          yield bridge('PaymentConsumed', {
            reqId,
            share: 0,
            txid: pad(numberToHex(reqId), { size: 32 }),
            vout: random(9),
            sats,
          })
          yield bridge('DepositMinted', minted)
          yield bridge('BondClaimed', { reqId, to: account(), amountWei: 5n })
        }
        break
      case 6:
        if (at !== undefined && !at.assigned) {
          const drawn = { reqId: at.reqId, share: 0, staker: pick(stakers), sats: at.sats }
          Object.assign(at, { assigned: true, staker: drawn.staker })
          yield bridge('DepositAssigned', {
            ...drawn,
            deadlineTime: 2n ** 33n,
            deadlineHeight: BigInt(height + 144),
          })
        }
        break
      case 7:
        yield logOf('StakerRegistry', 'MinMinerFeeSet', {
          staker: pick(stakers),
          sats: BigInt(random(100_000)),
          // some are in force before the next is set, some are not
          effectiveTime: random(2) === 0 ? 0n : 2n ** 33n,
        })
        break
      case 8:
        reqId += 1n
        yield* withdrawals.request(reqId, height)
        break
      case 9:
      case 10:
      case 11:
      case 12:
      case 13:
        yield* withdrawals.move(height)
        break
      default: {
        reqId += 1n
        const request = { reqId, recipient: account(), sats: BigInt(10_000 + random(1e9)) }
        open.push({ ...request, staker: '0x', assigned: false, expired: false })
        yield bridge('DepositRequested', {
          ...request,
          requester: account(),
          refundPubKeyHash: account(),
          bondWei: 50n,
          requestHeight: BigInt(height),
          refundHeight: BigInt(height + 4320),
        })
      }
    }
  }
}
