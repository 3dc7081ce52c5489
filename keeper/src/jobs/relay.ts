import type { Hex } from 'viem'
import { bitcoinRelayAbi } from '../../../contracts-abi/bitcoin-relay.ts'
import type { Esplora } from '../../../lib/bitcoin/create-esplora.ts'
import { displayHash } from '../../../lib/bitcoin/display-hash.ts'
import { CONTEXT_HEADERS, findFork } from '../../../lib/bitcoin/find-fork.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { parseHeader } from '../../../lib/bitcoin/parse-header.ts'
import { relayHeaders } from '../../../lib/bitcoin/relay-headers.ts'
import { sha256d } from '../../../lib/bitcoin/sha256d.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { ProofError } from '../../../lib/errors/proof.ts'
import { encodeCall } from '../../../lib/evm/encode-call.ts'
import { read } from '../../../lib/evm/read.ts'
import { readRelayHash } from '../../../lib/evm/read-relay-hash.ts'
import { readRelayTip } from '../../../lib/evm/read-relay-tip.ts'
import { submitBranch } from '../../../lib/evm/submit-branch.ts'
import { submitHeaders } from '../../../lib/evm/submit-headers.ts'
import { decideRelay, MAX_BRANCH_HEADERS, type NewHeader, type RelayDecision } from '../decide/relay.ts'
import { DeploymentError } from '../errors.ts'
import type { BitcoinPool } from '../execution/bitcoin-pool.ts'
import { type BitcoinSource, blame } from '../execution/bitcoin-source.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { Call, Executor } from '../execution/executor.ts'
import type { Log } from '../log.ts'
import type { NonceQueue } from '../queue/nonce-queue.ts'

export interface RelayDeps {
  evm: EvmPool
  bitcoin: BitcoinPool
  executor: Executor
  queue: NonceQueue
  contracts: Contracts
  batch: number
  log: Log
  /** told how many blocks the contract is behind Bitcoin's tip */
  report: (lag: number) => void
}

interface Plan {
  decision: RelayDecision
  /** work that the contract's chain would gain */
  gain: bigint
  call: Call | null
}

const headerBytes = 80
const keyPrefix = 'relay.headers:'

/** Brings the contract one step nearer to Bitcoin's heaviest chain. */
export async function relayTick(deps: RelayDeps): Promise<void> {
  const { evm, bitcoin, executor, queue, log } = deps
  const [head, sources] = await Promise.all([evm.refresh(), bitcoin.refresh()])
  await queue.maintain()
  const tip = await readTip(deps)
  const best = bitcoin.tip?.height ?? tip.height
  deps.report(best - tip.height)
  // What follows is built on the tip that this transaction changes.
  if (queue.hasPrefix(keyPrefix)) return

  const plans: Plan[] = []
  const asked = new Set<string>()
  const foreign: { source: BitcoinSource; error: DeploymentError }[] = []
  for (const source of sources) {
    if (!source.tip || asked.has(source.tip.hash)) continue
    asked.add(source.tip.hash)
    if (source.tip.hash === tip.hash) continue
    try {
      plans.push(await plan(deps, source, tip, head.timestamp))
    } catch (error) {
      if (error instanceof DeploymentError) foreign.push({ source, error })
      else blame(source, error)
    }
  }
  // One that follows another chain is its own affair; when all do, the relay was deployed for another one.
  const [first] = foreign
  if (first && plans.length === 0 && !asked.has(tip.hash)) throw first.error
  for (const { source } of foreign) source.contradict('the block at the checkpoint')
  // Whoever shows the most work is right, however many say something else; what the contract refuses is passed over.
  const chosen = plans.filter(({ call }) => call).sort((a, b) => (a.gain < b.gain ? 1 : -1))
  for (const { call } of chosen) {
    const outcome = call ? await executor.perform(call) : null
    if (outcome?.status !== 'skipped' && outcome?.status !== 'backoff') break
  }
  if (chosen.length === 0) for (const { decision } of plans) if (decision.kind === 'wait') say(log, decision)
}

interface RelayTip {
  height: number
  /** as explorers write it */
  hash: string
}

async function readTip({ evm, contracts }: RelayDeps): Promise<RelayTip> {
  return evm.read('relay tip', async (client, blockNumber) => {
    const at = { blockNumber }
    const { height } = await readRelayTip(client, contracts.relay, at)
    return { height, hash: display(await readRelayHash(client, contracts.relay, height, at)) }
  })
}

/** What would follow from one server's view of Bitcoin. */
async function plan(deps: RelayDeps, source: BitcoinSource, tip: RelayTip, evmTime: bigint): Promise<Plan> {
  const { contracts, evm, batch } = deps
  const { esplora } = source
  const top = source.tip?.height ?? 0
  const relayed = async (height: number) =>
    display(
      await evm.read('relay hash', (client, blockNumber) =>
        readRelayHash(client, contracts.relay, height, { blockNumber }),
      ),
    )
  const agrees = async (height: number) => {
    const [ours, theirs] = await Promise.all([relayed(height), esplora.blockHash(height)])
    return ours === theirs
  }
  const bottom = contracts.checkpointHeight
  const fork = await findFork(agrees, Math.min(tip.height, top), bottom)
  if (fork === null) {
    if (top < bottom) return { decision: { kind: 'idle' }, gain: 0n, call: null }
    throw new DeploymentError(
      `${source.name} has another block at the relay's checkpoint ${bottom}: it follows another Bitcoin chain.`,
    )
  }
  const replaced = tip.height - fork
  // A branch has to be heavier at once, so it may need more headers than a batch.
  const wanted = replaced === 0 ? batch : Math.min(MAX_BRANCH_HEADERS, Math.max(batch, replaced + 1))
  const headers = await load(esplora, fork + 1, Math.min(top, fork + wanted))
  const first = headers[0]
  if (first && parseHeader(first.raw).previous !== (await relayed(fork)))
    throw new ProofError('header_link', { height: fork + 1 })
  const replacedWork = await workAbove(deps, fork, tip.height)
  const decision = decideRelay({
    forkHeight: fork,
    relayHeight: tip.height,
    replacedWork,
    headers: headers.map(({ header }) => header),
    evmTime,
    batch,
  })
  if (decision.kind !== 'extend' && decision.kind !== 'branch') return { decision, gain: 0n, call: null }

  const used = headers.filter(({ header }) => header.height <= decision.to)
  const gain = used.reduce((sum, { header }) => sum + header.work, 0n) - replacedWork
  const inputs = { source: source.name, fork, relayTip: tip.height, to: decision.to, replaced }
  const raw = join(used.map((each) => each.raw))
  const key = `${keyPrefix}${decision.to}:${displayHash(sha256d(raw.slice(-headerBytes))).slice(-12)}`
  // Whatever moves the tip does this work, with however many headers.
  const turn = `${keyPrefix}on ${tip.hash}`
  if (decision.kind === 'extend') {
    const { to, data } = encodeCall(submitHeaders(contracts.relay, toHex(raw)))
    return { decision, gain, call: { key, turn, to, data, inputs } }
  }
  const context = await relayHeaders(esplora, Math.max(bottom, fork - CONTEXT_HEADERS + 1), fork)
  const { to, data } = encodeCall(submitBranch(contracts.relay, fork, toHex(join([context.raw, raw]))))
  return { decision, gain, call: { key, turn, to, data, inputs } }
}

async function load(
  esplora: Esplora,
  from: number,
  to: number,
): Promise<{ header: NewHeader; raw: Uint8Array }[]> {
  if (to < from) return []
  const { raw } = await relayHeaders(esplora, from, to)
  return Array.from({ length: raw.length / headerBytes }, (_, at) => {
    const bytes = raw.subarray(at * headerBytes, (at + 1) * headerBytes)
    const { time, work } = parseHeader(bytes)
    return { header: { height: from + at, time, work }, raw: bytes }
  })
}

async function workAbove({ evm, contracts }: RelayDeps, fork: number, tip: number): Promise<bigint> {
  if (fork === tip) return 0n
  return evm.read('relay work', (client, blockNumber) =>
    read(client, contracts.relay, bitcoinRelayAbi, 'chainworkSince', [BigInt(fork + 1)], { blockNumber }),
  )
}

/** Empty where the relay knows no block, which equals no hash. */
function display(hash: Hex | null): string {
  return hash === null ? '' : displayHash(fromHex(hash))
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function say(log: Log, decision: Extract<RelayDecision, { kind: 'wait' }>): void {
  switch (decision.reason) {
    case 'too-new':
      log.warn(
        { event: 'relay.waiting', reason: 'too-new', height: decision.height, seconds: decision.seconds },
        'the header is over two hours ahead of the EVM clock',
      )
      return
    case 'too-deep':
      log.error({ event: 'relay.waiting', reason: 'too-deep', headers: decision.needed })
      return
    case 'not-heavier':
      log.debug({ event: 'relay.waiting', reason: 'not-heavier', behind: String(decision.behind) })
  }
}
