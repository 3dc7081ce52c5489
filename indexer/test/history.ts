import { type Hex, numberToHex, pad } from 'viem'
import { DepositHistory } from './deposit-history.ts'
import { type GeneratedLog, logOf } from './generated-log.ts'
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

/** An endless history that obeys the bridge's rules as far as events show them. */
export function* history(seed: number): Generator<GeneratedLog, never> {
  const random = randomFrom(seed)
  const account = () => pad(numberToHex(random(2 ** 31)), { size: 20 })
  const bytes32 = () => pad(numberToHex(random(2 ** 31)), { size: 32 })
  const stakers: Hex[] = []
  const holdings = new Map<Hex, bigint>()
  const stakerId = (staker: Hex) => BigInt(stakers.indexOf(staker) + 1)
  const withdrawals = new WithdrawalHistory({ random, account, stakerId, holdings })
  const deposits = new DepositHistory({ random, account, stakers, holdings })
  let reqId = 0n
  let height = 100
  let shift = { shiftSeconds: 0n, shiftBlocks: 0n }
  let halted = false
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
    switch (random(22)) {
      case 0: {
        const forkHeight = BigInt(height - (random(10) === 0 ? 1 : 0))
        height += 1
        yield logOf('BitcoinRelay', 'TipChanged', { forkHeight, height: BigInt(height), hash: bytes32() })
        break
      }
      case 1:
        if (random(4) > 0) break
        halted = !halted
        if (!halted) shift = { shiftSeconds: shift.shiftSeconds + 600n, shiftBlocks: shift.shiftBlocks + 2n }
        yield logOf('EntanglementManager', halted ? 'Halted' : 'Resumed', halted ? {} : shift)
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
        reqId += 1n
        yield* deposits.request(reqId, height)
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
        yield* withdrawals.move(height)
        break
      default:
        yield* deposits.move(height)
    }
  }
}
