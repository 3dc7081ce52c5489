import type * as z from 'zod/mini'
import type { statusAnswer } from '../api/status'

/** The answer of `GET /api/v1/status`, envelope and all. */
export type StatusAnswer = z.output<typeof statusAnswer>

const sats = (value: string | null): bigint | null => (value === null ? null : BigInt(value))

/** Sum of amounts; unknown as soon as one of them is. */
const sum = (...parts: (bigint | null)[]): bigint | null =>
  parts.reduce((total, part) => (total === null || part === null ? null : total + part), 0n)

/**
 * The state of the deployment with amounts as integers and what follows from them. Null stays null: what is computed from
 * something unknown is unknown.
 */
export function statusView({ data, meta }: StatusAnswer) {
  const { bridge, reserves, withdrawals } = data
  const capacity = sats(bridge.capacitySats)
  const used = sum(sats(bridge.issuedSats), sats(bridge.toBeIssuedSats), sats(bridge.heldSats))
  const free = capacity === null || used === null ? null : capacity > used ? capacity - used : 0n
  return {
    ...data,
    meta,
    bridge: {
      ...bridge,
      supply: sats(bridge.supplySats),
      issued: sats(bridge.issuedSats),
      toBeIssued: sats(bridge.toBeIssuedSats),
      held: sats(bridge.heldSats),
      /** largest deposit that is certain to be placed now */
      available: sats(bridge.availableSats),
      capacity,
      used,
      /** collateral capacity that is neither issued, reserved nor held */
      free,
      /** `used` as a part of `capacity`, 0 to 1; null when unknown or when there is none */
      usedPart: capacity && used !== null ? Number((used * 10_000n) / capacity) / 10_000 : null,
      dust: sats(bridge.dustSats),
      queue: sats(bridge.queueSats),
      /** what the mint limit of 24 hours still allows */
      mintable: sats(bridge.mintableSats),
    },
    withdrawals: {
      ...withdrawals,
      queue: sats(withdrawals.queueSats),
      toBeRedeemed: sats(withdrawals.toBeRedeemedSats),
    },
    reserves: {
      ...reserves,
      proven: sats(reserves.provenSats),
      deficit: sats(reserves.deficitSats),
      unminted: sats(reserves.unmintedSats),
      stakers: reserves.stakers.map(({ address, issuedSats, provenSats }) => ({
        address,
        issued: BigInt(issuedSats),
        proven: sats(provenSats),
      })),
    },
  }
}

export type StatusView = ReturnType<typeof statusView>
