import * as z from 'zod/mini'
import { bitcoinHash, count, envelope, evmAddress, integerString } from './primitives.ts'

/** Seconds that past operations took: 50th and 90th percentile, null while fewer than five are known. */
const durations = z.object({ p50: z.nullable(count), p90: z.nullable(count), samples: count })
export type Durations = z.infer<typeof durations>
const steps = {
  /** from the request to the first staker, time in the queue included */
  draw: durations,
  /** from the staker until the payment was minted or proven, so with the time until somebody paid */
  payment: durations,
  /** from the Bitcoin block of the payment until it was minted or proven */
  proof: durations,
  /** from the request to the end */
  whole: durations,
  /** in the queue, until an offer came or a first part was placed; who left or still waits is not among them */
  queue: durations,
}
const depositSteps = {
  ...steps,
  /** in escrow, until something of it was minted: for the mint limit, and for its staker's room */
  limit: durations,
  room: durations,
}

/** Null everywhere means unknown: shown as a dash, never as zero. */
const statusSchema = z.object({
  chain: z.object({ id: count, head: z.nullable(count), headTime: z.nullable(count), finalityBlocks: count }),
  index: z.object({ block: count, blockTime: count, lag: z.nullable(count) }),
  bitcoin: z.object({
    network: z.enum(['main', 'test', 'signet', 'regtest']),
    tipHeight: z.nullable(count),
    tipHash: z.nullable(bitcoinHash),
    relayHeight: z.nullable(count),
    relayTime: z.nullable(count),
    /** blocks the relay is behind Bitcoin's tip */
    relayLag: z.nullable(count),
  }),
  bridge: z.object({
    supplySats: z.nullable(integerString),
    issuedSats: z.nullable(integerString),
    toBeIssuedSats: z.nullable(integerString),
    heldSats: z.nullable(integerString),
    /** largest deposit that is certain to be placed now */
    availableSats: z.nullable(integerString),
    capacitySats: z.nullable(integerString),
    activeStakers: z.nullable(count),
    pausedUntil: z.nullable(count),
    /** why no new deposit is taken; `open` when they are, null when unknown */
    gate: z.nullable(z.enum(['open', 'halted', 'paused', 'reorg'])),
    /** what waits in the queue, and how many requests that are */
    queueSats: z.nullable(integerString),
    queued: z.nullable(count),
    /** what the mint limit of 24 hours still allows, and that limit */
    mintableSats: z.nullable(integerString),
    mintLimitSats: z.nullable(integerString),
    /** most that one request may ask for */
    requestLimitSats: z.nullable(integerString),
    feeBps: z.nullable(count),
    dustSats: z.nullable(integerString),
    /** deposits that nothing has ended yet */
    openRequests: z.nullable(count),
  }),
  withdrawals: z.object({
    /** qpBTC that the contract holds: of shares that are owed, and of what is not placed */
    lockedSats: z.nullable(integerString),
    /** what stakers owe to open shares */
    toBeRedeemedSats: z.nullable(integerString),
    /** what waits for a staker, fees not included, and how many requests that are */
    queueSats: z.nullable(integerString),
    queued: z.nullable(count),
    open: z.nullable(count),
    feeBps: z.nullable(count),
    /** least that a share pays out */
    dustSats: z.nullable(integerString),
  }),
  /** sweep-script balance plus unspent minted deposits of each staker, read from Bitcoin, against what it issued; the script is the staker's word */
  reserves: z.object({
    provenSats: z.nullable(integerString),
    deficitSats: z.nullable(integerString),
    /** held beside it: paid and not minted yet, so not behind what is issued */
    unmintedSats: z.nullable(integerString),
    checkedAt: z.nullable(count),
    stakers: z.array(
      z.object({
        address: evmAddress,
        issuedSats: integerString,
        provenSats: z.nullable(integerString),
        unmintedSats: z.nullable(integerString),
      }),
    ),
  }),
  /** seconds from request to mint over past deposits: 50th and 90th percentile, null while there are none */
  timing: z.object({
    requestToMintP50: z.nullable(count),
    requestToMintP90: z.nullable(count),
    samples: count,
  }),
  /** how long each step of past operations took */
  estimates: z.object({ deposit: z.object(depositSteps), withdrawal: z.object(steps) }),
  parts: z.array(
    z.object({
      name: z.enum(['evm', 'bitcoin', 'indexer', 'keeper', 'relay']),
      up: z.boolean(),
      /** seconds since it last answered or worked, null when never */
      ageSeconds: z.nullable(count),
    }),
  ),
})
export type StatusDto = z.infer<typeof statusSchema>
export const statusAnswer = envelope(statusSchema)

/** Public settings that a browser needs at run time; no secret is among them. */
export const configSchema = z.object({
  evm: z.object({ chainId: count, rpc: z.array(z.url()) }),
  bitcoin: z.object({ network: z.enum(['main', 'test', 'signet', 'regtest']) }),
  contracts: z.record(z.string(), evmAddress),
  explorers: z.object({ evm: z.nullable(z.url()), bitcoin: z.nullable(z.url()) }),
  walletConnectProjectId: z.nullable(z.string()),
  local: z.boolean(),
})
export type PublicConfig = z.infer<typeof configSchema>
