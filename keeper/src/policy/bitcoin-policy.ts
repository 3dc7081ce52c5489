import type { Coin } from '../../../lib/bitcoin/coin.ts'
import { outpointKey } from '../../../lib/bitcoin/outpoint-key.ts'
import type { Spend } from '../../../lib/bitcoin/spend-coins.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { transactionWeight } from '../../../lib/bitcoin/transaction-weight.ts'
import { virtualSize } from '../../../lib/bitcoin/virtual-size.ts'
import type { OwedShare } from '../../../lib/core/owed-share.ts'
import { MOST_PARTS } from '../decide/agent-coins.ts'
import { PolicyDeniedError } from '../errors.ts'

export interface FeeLimits {
  /** sats for 1,000 virtual bytes */
  maxSatsPerKvb: bigint
  /** most for one transaction */
  maxFeeSats: bigint
}

/** What a signature may do, read from the chains just before: a payment of one share, or moving coins to the own script. */
export type Permit =
  | {
      kind: 'pay'
      share: OwedShare
      /** address of the staker whose key signs */
      staker: string
      /** the coin that every payment of this share spends */
      anchor: { txid: string; vout: number }
      coins: ReadonlyMap<string, bigint>
      limits: FeeLimits
    }
  | {
      kind: 'own'
      /** sats by outpoint: own coins and proven deposits, nothing else */
      coins: ReadonlyMap<string, bigint>
      limits: FeeLimits
    }

/**
 * Default deny for Bitcoin: every input must be one that was read as the staker's, every output one that the chain asks
 * for or the staker's own script. Nothing is signed around it.
 * @throws PolicyDeniedError naming the first thing found wrong
 */
export function assertSpendAllowed(
  spend: Pick<Spend, 'inputs' | 'outputs'>,
  permit: Permit,
  ownScript: Uint8Array,
): void {
  const deny = (reason: string): never => {
    throw new PolicyDeniedError(reason)
  }
  assertCoins(spend.inputs, permit.coins, deny)
  assertFee(spend, permit.limits, deny)
  const own = toHex(ownScript)
  const assertOwn = (coins: readonly { script: string }[], otherwise: string) => {
    if (coins.some(({ script }) => script !== own)) deny(otherwise)
    if (coins.length > MOST_PARTS) deny(`${coins.length} own coins, at most ${MOST_PARTS}`)
  }
  const outputs = spend.outputs.map(({ sats, script }) => ({ sats, script: toHex(script) }))
  if (permit.kind === 'own') {
    assertOwn(outputs, 'coins would leave the staker’s own script')
    if (outputs.length === 0) deny('it pays nobody')
    return
  }
  const { share, staker, anchor } = permit
  if (share.state !== 'Pending' && share.state !== 'TimedOut') deny(`the share is ${share.state}`)
  if (share.staker.toLowerCase() !== staker.toLowerCase()) deny(`the share is ${share.staker}'s`)
  if (spend.inputs.every((coin) => outpointKey(coin) !== outpointKey(anchor)))
    deny('the payment does not spend the coin that makes it the only one')
  if (share.payoutScript === own) deny('it would pay the staker itself')
  const [payout, marking, ...change] = outputs
  if (payout?.script !== share.payoutScript || payout.sats !== share.payoutSats)
    deny(`the first output is not ${share.payoutSats} sats to the payout script`)
  if (marking?.script !== `0x6a0d${share.marking.slice(2)}` || marking.sats !== 0n)
    deny('the second output is not the marking')
  assertOwn(change, 'there is an output that nobody asked for')
}

function assertCoins(
  inputs: readonly Coin[],
  coins: ReadonlyMap<string, bigint>,
  deny: (reason: string) => never,
): void {
  if (inputs.length === 0) deny('no inputs')
  if (new Set(inputs.map(outpointKey)).size !== inputs.length) deny('an input is named twice')
  // BIP-143 signs over the amount, so a wrong one is refused by the network; here it would hide the fee.
  for (const coin of inputs)
    if (coins.get(outpointKey(coin)) !== coin.sats) deny(`${outpointKey(coin)} is not known as the staker's`)
}

function assertFee(
  { inputs, outputs }: Pick<Spend, 'inputs' | 'outputs'>,
  { maxFeeSats, maxSatsPerKvb }: FeeLimits,
  deny: (reason: string) => never,
): void {
  const fee =
    inputs.reduce((sum, { sats }) => sum + sats, 0n) - outputs.reduce((sum, { sats }) => sum + sats, 0n)
  if (fee <= 0n || fee > maxFeeSats) deny(`a fee of ${fee} sats, cap ${maxFeeSats}`)
  const vsize = virtualSize(transactionWeight(inputs, outputs))
  // Change too small to be an output goes to the miners: at most that much more than the rate.
  const cap = (vsize * maxSatsPerKvb) / 1_000n + 1_000n
  if (fee > cap) deny(`a fee of ${fee} sats for ${vsize} vB, cap ${cap}`)
}
