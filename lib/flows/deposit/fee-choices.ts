import { MAX_FEE_RATE, MIN_FEE_RATE } from '../../core/recover-rules.ts'
import { RecoverOrderError } from '../../errors/recover.ts'

/** Fee rates in sats per 1,000 virtual bytes; null when no source names any. */
export type FeeChoices = Readonly<Record<'slow' | 'normal' | 'fast', bigint | null>>

/** Blocks within which each choice is mined about. */
const FEE_TARGETS = { slow: 144, normal: 6, fast: 1 } as const

const bounded = (rate: bigint) =>
  rate < MIN_FEE_RATE ? MIN_FEE_RATE : rate > MAX_FEE_RATE ? MAX_FEE_RATE : rate

/** Three choices out of what a source estimates, each by the nearest target that is at most as many blocks away. */
export function feeChoices(estimates: ReadonlyMap<number, number>): FeeChoices {
  const targets = [...estimates.keys()].sort((a, b) => a - b)
  const at = (blocks: number): bigint | null => {
    const target = targets.findLast((known) => known <= blocks) ?? targets[0]
    const rate = target === undefined ? undefined : estimates.get(target)
    return rate === undefined ? null : bounded(BigInt(Math.ceil(rate * 1_000)))
  }
  return { slow: at(FEE_TARGETS.slow), normal: at(FEE_TARGETS.normal), fast: at(FEE_TARGETS.fast) }
}

/**
 * A fee rate as typed, in sats a virtual byte with up to three decimals.
 * @returns sats per 1,000 virtual bytes @throws {RecoverOrderError} `fee_rate`
 */
export function readFeeRate(typed: string): bigint {
  const match = /^(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(typed.trim())
  const rate = match ? BigInt(`${match[1]}${(match[2] ?? '').padEnd(3, '0')}`) : 0n
  if (rate < MIN_FEE_RATE || rate > MAX_FEE_RATE)
    throw new RecoverOrderError('fee_rate', { min: MIN_FEE_RATE / 1_000n, max: MAX_FEE_RATE / 1_000n })
  return rate
}
