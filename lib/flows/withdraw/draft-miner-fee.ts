import type { Sat } from '../../core/units.ts'
import { MAX_MINER_FEE } from '../../core/withdrawal-rules.ts'
import { MinerFeeRangeError } from '../../errors/withdraw.ts'

/** A miner fee in whole sats as typed. @throws {MinerFeeRangeError} */
export function draftMinerFee(typed: string): Sat {
  const text = typed.replace(/[\s\u2009\u202f]/g, '')
  if (!/^[0-9]{1,7}$/.test(text)) throw new MinerFeeRangeError(MAX_MINER_FEE)
  const sats = BigInt(text)
  if (sats === 0n || sats > MAX_MINER_FEE) throw new MinerFeeRangeError(MAX_MINER_FEE)
  return sats as Sat
}
