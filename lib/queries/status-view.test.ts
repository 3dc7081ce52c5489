import { describe, expect, test } from 'vitest'
import { statusAnswer } from '../api/status.ts'
import { statusView } from './status-view.ts'

const unknown = { p50: null, p90: null, samples: 0 }
const steps = { draw: unknown, payment: unknown, proof: unknown, whole: unknown, queue: unknown }
const answer = (bridge: Record<string, string | null>) =>
  statusAnswer.parse({
    data: {
      chain: { id: 31337, head: 10, headTime: 1, finalityBlocks: 30 },
      index: { block: 10, blockTime: 1, lag: 0 },
      bitcoin: {
        network: 'regtest',
        tipHeight: 1,
        tipHash: null,
        relayHeight: null,
        relayTime: null,
        relayLag: null,
      },
      bridge: {
        supplySats: '0',
        issuedSats: '100',
        toBeIssuedSats: '50',
        heldSats: '50',
        availableSats: '10',
        capacitySats: '1000',
        activeStakers: 3,
        pausedUntil: null,
        ...{ gate: 'open', queueSats: '0', queued: 0 },
        ...{ mintableSats: null, mintLimitSats: null, requestLimitSats: null },
        feeBps: 15,
        dustSats: '10000',
        openRequests: 1,
        ...bridge,
      },
      reserves: {
        provenSats: null,
        deficitSats: null,
        unmintedSats: '40',
        checkedAt: null,
        stakers: [
          { address: `0x${'1'.repeat(40)}`, issuedSats: '100', provenSats: null, unmintedSats: null },
        ],
      },
      withdrawals: {
        ...{ lockedSats: null, toBeRedeemedSats: null, queueSats: null, queued: null, open: null },
        ...{ feeBps: null, dustSats: null },
      },
      timing: { requestToMintP50: null, requestToMintP90: null, samples: 0 },
      estimates: { deposit: { ...steps, limit: unknown, room: unknown }, withdrawal: steps },
      parts: [],
    },
    meta: { block: 10, blockTime: 1, indexerLag: 0, stale: false },
  })

describe('statusView', () => {
  test('free is what is neither issued, reserved nor held', () => {
    const { bridge } = statusView(answer({}))
    expect(bridge.used).toBe(200n)
    expect(bridge.free).toBe(800n)
    expect(bridge.usedPart).toBe(0.2)
  })
  test('what follows from something unknown is unknown, never zero', () => {
    const { bridge, reserves } = statusView(answer({ heldSats: null }))
    expect(bridge.used).toBeNull()
    expect(bridge.free).toBeNull()
    expect(bridge.usedPart).toBeNull()
    expect([reserves.proven, reserves.unminted]).toEqual([null, 40n])
    expect(reserves.stakers[0]?.proven).toBeNull()
  })
  test('more used than backed leaves nothing free', () => {
    expect(statusView(answer({ issuedSats: '2000' })).bridge.free).toBe(0n)
  })
  test('no capacity has no part', () => {
    expect(statusView(answer({ capacitySats: '0', issuedSats: '0' })).bridge.usedPart).toBeNull()
  })
})
