import type { Hex } from 'viem'
import { buildRecover, type Recover, type RecoverCoin } from '../../bitcoin/build-recover.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import type { BitcoinNetwork } from '../../bitcoin/networks.ts'
import { type ParsedAddress, parseAddress } from '../../bitcoin/parse-address.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { MAX_RECOVER_COINS } from '../../core/recover-rules.ts'
import { RecoverOrderError } from '../../errors/recover.ts'
import { endingFits } from '../ending-fits.ts'

/** What is taken back, as the chain says it. */
export type RecoverPlace = Readonly<{
  network: BitcoinNetwork
  script: Hex
  witnessScript: Hex
  refundHeight: number
  refundPubKeyHash: Hex
  /** counted by the contract, and minted of that, in sats */
  paidSats: bigint
  mintedSats: bigint
}>

/**
 * Where the coins shall go, as typed.
 * @throws {BitcoinAddressError} another network, a wrong checksum … @throws {RecoverOrderError} the deposit's own address
 */
export function draftPayout(typed: string, { network, script }: RecoverPlace): ParsedAddress {
  const parsed = parseAddress(typed, network)
  if (toHex(parsed.script) === script) throw new RecoverOrderError('payout_self')
  return parsed
}

/**
 * Whether the person read the end of the address from their own wallet: what was pasted may have been swapped on its way.
 * @throws {RecoverOrderError} `address_end`
 */
export function confirmEnd(address: string, typed: string): void {
  if (!endingFits(address, typed)) throw new RecoverOrderError('address_end')
}

/** A recovery that waits for a block and can be replaced, because it signals so (BIP-125). */
export type WaitingRecover = Readonly<{
  txid: string
  coins: readonly RecoverCoin[]
  payoutScript: Hex
  /** what it leaves to the miners, in sats */
  fee: bigint
}>

/** Sats for 1,000 virtual bytes that a replacement adds for its own relay: Bitcoin Core's default (BIP-125, rule 4). */
const RELAY_RATE = 1_000n

/** Virtual bytes that one more input costs, about; a coin worth less than that only makes the rest smaller. */
const INPUT_VBYTES = 93n

/** Coins that are worth their fee, the largest first, as many as one transaction takes. */
const worthwhile = (coins: readonly RecoverCoin[], feeRate: bigint): readonly RecoverCoin[] => {
  const largest = coins.toSorted((a, b) => (a.sats > b.sats ? -1 : a.sats < b.sats ? 1 : 0))
  const worth = largest.filter(({ sats }) => sats * 1_000n > INPUT_VBYTES * feeRate)
  return (worth.length > 0 ? worth : largest.slice(0, 1)).slice(0, MAX_RECOVER_COINS)
}

/**
 * The recovery that would be signed now.
 * @param coins the very coins of what is replaced, when something is
 * @param feeRate sats per 1,000 virtual bytes @param confirmedFee fee in sats that the person agreed to by itself
 * @param replaces what waits already; its fee is raised
 * @throws {RecoverOrderError} naming what is in the way
 */
export function draftRecover(
  place: RecoverPlace,
  coins: readonly RecoverCoin[],
  {
    payout,
    feeRate,
    confirmedFee,
    replaces = null,
  }: { payout: ParsedAddress; feeRate: bigint; confirmedFee: bigint; replaces?: WaitingRecover | null },
): Recover {
  const recover = buildRecover({
    coins: replaces === null ? worthwhile(coins, feeRate) : coins,
    witnessScript: fromHex(place.witnessScript),
    refundHeight: place.refundHeight,
    refundPubKeyHash: fromHex(place.refundPubKeyHash),
    payoutScript: payout.script,
    feeRate,
    confirmedFee,
  })
  if (replaces !== null) {
    const least = replaces.fee + (BigInt(recover.vsize) * RELAY_RATE + 999n) / 1_000n
    if (recover.fee < least) throw new RecoverOrderError('fee_not_higher', { fee: recover.fee, least })
  }
  return recover
}
