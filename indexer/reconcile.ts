import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Abi, type AbiEvent, createPublicClient, type Hex, http, type PublicClient } from 'viem'
import * as z from 'zod'
import { bitcoinRelayAbi } from '../contracts-abi/bitcoin-relay.ts'
import { depositMinterAbi } from '../contracts-abi/deposit-minter.ts'
import { entanglementManagerAbi } from '../contracts-abi/entanglement-manager.ts'
import { holderSelectorAbi } from '../contracts-abi/holder-selector.ts'
import { stakerRegistryAbi } from '../contracts-abi/staker-registry.ts'
import { stakerSelectorAbi } from '../contracts-abi/staker-selector.ts'
import { withdrawalManagerAbi } from '../contracts-abi/withdrawal-manager.ts'
import { readEndpoints } from '../lib/config/env.server.ts'
import { handledEvents } from './handled-events.ts'
import { addDigest, EMPTY_DIGEST } from './src/lib/digest.ts'

export type Source = keyof typeof handledEvents
type Covered = { events: number; digest: string }
export type Difference = { block: number; index: Covered | null; chain: Covered | null }

const RANGE = 100
const abis: Record<Source, Abi> = {
  EntanglementManager: entanglementManagerAbi,
  DepositMinter: depositMinterAbi,
  StakerRegistry: stakerRegistryAbi,
  StakerSelector: stakerSelectorAbi,
  WithdrawalManager: withdrawalManagerAbi,
  HolderSelector: holderSelectorAbi,
  BitcoinRelay: bitcoinRelayAbi,
}
const hex = z.templateLiteral(['0x', z.string()])
const coverageAnswer = z.object({
  data: z.array(z.object({ block: z.int(), events: z.int(), digest: hex })),
  at: z.object({ block: z.int() }),
})

const events = (Object.keys(handledEvents) as Source[]).flatMap((source) =>
  abis[source].filter(
    (item): item is AbiEvent =>
      item.type === 'event' && (handledEvents[source] as readonly string[]).includes(item.name),
  ),
)

async function indexed(indexUrl: string, from: number, to: number) {
  const response = await fetch(`${indexUrl}/v1/coverage?from=${from}&to=${to}`, {
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok) throw new Error(`the index answered with status ${response.status}`)
  return coverageAnswer.parse(await response.json())
}

/** The block up to which the index is complete at least. @throws while it has none, or does not answer */
export async function indexedBlock(indexUrl: string): Promise<number> {
  return (await indexed(indexUrl, 0, 0)).at.block
}

async function onChain(client: PublicClient, address: Hex[], from: number, to: number) {
  const logs = await client.getLogs({ address, events, fromBlock: BigInt(from), toBlock: BigInt(to) })
  const blocks = new Map<number, { events: number; digest: Hex }>()
  for (const log of logs) {
    const block = Number(log.blockNumber)
    const before = blocks.get(block) ?? { events: 0, digest: EMPTY_DIGEST }
    blocks.set(block, { events: before.events + 1, digest: addDigest(before.digest, log) })
  }
  return blocks
}

/**
 * Compares, block by block, what the index holds with what a node answers now: count and digest of every event that
 * has a handler. An index can lose a block for good and not know it (`docs/indexer.md`).
 * @param input.toBlock last block to compare; the index must have reached it
 * @returns the blocks that differ; empty when the index is complete
 */
export async function reconcile(input: {
  client: PublicClient
  addresses: Record<Source, Hex>
  indexUrl: string
  fromBlock: number
  toBlock: number
}): Promise<Difference[]> {
  const address = (Object.keys(handledEvents) as Source[]).map((source) => input.addresses[source])
  const differences: Difference[] = []
  for (let from = input.fromBlock; from <= input.toBlock; from += RANGE) {
    const to = Math.min(from + RANGE - 1, input.toBlock)
    const [index, chain] = await Promise.all([
      indexed(input.indexUrl, from, to),
      onChain(input.client, address, from, to),
    ])
    const held = new Map(index.data.map(({ block, ...covered }) => [block, covered]))
    for (const block of new Set([...held.keys(), ...chain.keys()])) {
      const [here, there] = [held.get(block) ?? null, chain.get(block) ?? null]
      if (here?.digest !== there?.digest) differences.push({ block, index: here, chain: there })
    }
  }
  return differences.sort((a, b) => a.block - b.block)
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
  const endpoints = readEndpoints(process.env, path.resolve(import.meta.dirname, '..'))
  const client = createPublicClient({ transport: http(endpoints.evm.rpc.at(-1)) })
  const fromBlock = Number(values.from ?? endpoints.startBlock)
  const toBlock = Number(values.to ?? (await indexedBlock(endpoints.indexer.url)))
  const addresses = endpoints.contracts as Record<Source, Hex>
  const differences = await reconcile({
    client,
    addresses,
    indexUrl: endpoints.indexer.url,
    fromBlock,
    toBlock,
  })
  for (const difference of differences) console.log(JSON.stringify(difference))
  console.error(
    differences.length === 0
      ? `Blocks ${fromBlock} to ${toBlock}: the index is complete.`
      : `${differences.length} blocks differ: restart the guard, which looks at every block and rebuilds.`,
  )
  process.exitCode = differences.length === 0 ? 0 : 1
}

if (import.meta.main) await main()
