import { pino } from 'pino'
import { pad, zeroHash } from 'viem'
import { afterEach, describe, expect, test } from 'vitest'
import { internalHash } from '../../../lib/bitcoin/internal-hash.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { type MinedBlock, mineChain } from '../../../test/helpers/mine-chain.ts'
import { type EsploraServer, serveEsplora } from '../../../test/helpers/serve-esplora.ts'
import { BitcoinPool } from '../execution/bitcoin-pool.ts'
import type { Outcome } from '../execution/executor.ts'
import { type RelayDeps, relayTick } from './relay.ts'

const log = pino({ level: 'silent' })
const chain = mineChain(10)
const servers: EsploraServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** Bitcoin servers that show these chains; a relay that has the first blocks of `chain`. */
async function relaying(shown: readonly (readonly MinedBlock[])[], height = 5) {
  for (const blocks of shown) servers.push(await serveEsplora(blocks))
  const bitcoin = new BitcoinPool({
    urls: servers.map(({ url }) => url),
    log,
    now: Date.now,
    pollMs: 0,
    timeoutMs: 1000,
  })
  const hashAt = (at: number) => {
    const block = at <= height ? chain.find((each) => each.height === at) : undefined
    return block ? toHex(internalHash(block.hash)) : zeroHash
  }
  const client = {
    readContract: async ({ functionName, args }: { functionName: string; args: readonly bigint[] }) => {
      if (functionName === 'tip') return [BigInt(height), 1n]
      return functionName === 'hashAt' ? hashAt(Number(args[0])) : 0n
    },
  }
  const sent: string[] = []
  const link = chain.find((block) => block.height === height)?.hash ?? ''
  const deps = {
    bitcoin,
    evm: {
      refresh: async () => ({ number: 1n, timestamp: 2_000_000_000n }),
      read: (_what: string, ask: (reader: unknown, block: bigint) => unknown) => ask(client, 1n),
    },
    executor: {
      perform: async ({ key, data }: { key: string; data: string }): Promise<Outcome> => {
        sent.push(key)
        // what the contract says of headers that do not build on its tip
        const fits = data.includes(toHex(internalHash(link)).slice(2))
        return fits
          ? { status: 'sent', hash: zeroHash, nonce: 0 }
          : { status: 'skipped', reason: 'BitcoinRelay_BrokenLink' }
      },
    },
    queue: { maintain: async () => undefined, hasPrefix: () => false },
    contracts: { relay: pad('0xb2', { size: 20 }), checkpointHeight: 1 },
    batch: 100,
    log,
    report: () => undefined,
  } as unknown as RelayDeps
  return { sent, tick: () => relayTick(deps) }
}
const last = (key: string | undefined) => Number(key?.split(':')[1])

describe('X9: one Bitcoin server that lies', () => {
  test('X9 behavior: another block at the checkpoint: the others are followed', async () => {
    const { sent, tick } = await relaying([chain, mineChain(20, () => [], undefined, 9)])
    await tick()
    expect(sent.map(last)).toEqual([10])
  })

  test('X25 error: when all of them have another block there, the deployment is named', async () => {
    const { tick } = await relaying([mineChain(20, () => [], undefined, 9)])
    // also after many rounds: the only server must not be dropped, and its outage be named instead of the cause
    for (let round = 0; round < 4; round++) await expect(tick()).rejects.toThrow('another Bitcoin chain')
  })

  test('X9 behavior: more work that does not build on the relay’s block is passed over', async () => {
    const stray = mineChain(30, () => [], { height: 5, hash: '99'.repeat(32), time: 1_700_000_000 }, 5)
    const { sent, tick } = await relaying([chain, [...chain.slice(0, 5), ...stray]])
    await tick()
    expect(sent.map(last)).toEqual([10])
  })
})
