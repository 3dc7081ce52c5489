import type { Hex } from 'viem'
import type { BitcoinNetwork } from '../../bitcoin/networks.ts'
import { parseAddress } from '../../bitcoin/parse-address.ts'
import type { OutputType } from '../../bitcoin/parse-output-script.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { BaseError } from '../../errors/base-error.ts'

export type Payout = Readonly<{ address: string; type: OutputType; script: Hex }>
export type PayoutVerdict =
  | Readonly<{ value: Payout; error: null }>
  | Readonly<{ value: null; error: BaseError }>

/** Where the BTC goes, as typed: any of the five types of this network, or why not. */
export function draftPayout(typed: string, network: BitcoinNetwork): PayoutVerdict {
  try {
    const { address, type, script } = parseAddress(typed, network)
    return { value: { address, type, script: toHex(script) }, error: null }
  } catch (error) {
    if (error instanceof BaseError) return { value: null, error }
    throw error
  }
}
