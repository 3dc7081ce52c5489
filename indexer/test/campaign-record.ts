import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Abi,
  type Address,
  decodeAbiParameters,
  decodeFunctionData,
  decodeFunctionResult,
  type Hex,
  keccak256,
  numberToHex,
  parseAbiParameters,
  parseEventLogs,
  toHex,
} from 'viem'
import { abis, type Source } from './generated-log.ts'
import { memoryDb } from './memory-db.ts'
import { primaryKeys, reducerOf } from './reducer.ts'

/** Where `contracts/test/utils/CampaignRecord.sol` writes, and in which order it names the contracts. */
const folder = join(import.meta.dirname, '../../.forge/campaigns')
const ORDER = [
  'EntanglementManager',
  'DepositMinter',
  'StakerRegistry',
  'StakerSelector',
  'WithdrawalManager',
  'HolderSelector',
  'BitcoinRelay',
] as const satisfies readonly Source[]
const RECORD = parseAbiParameters([
  'uint256 time, address[7] sources, Log[] logs, Answer[] answers',
  'struct Log { bytes32[] topics; bytes data; address emitter; }',
  'struct Answer { address target; bytes data; bytes result; }',
])
const MOMENT = keccak256(toHex('Moment(uint256)'))
/** forge's chain */
const CHAIN_ID = 31_337

/** @returns names of all records of a campaign, by the kind in front of their number */
export const recordsOf = (kind: string): string[] =>
  readdirSync(folder).filter((name) => name.startsWith(`${kind}-`))

/** What a contract answered to a view at the end. */
export type Answer = { source: Source; name: string; args: readonly unknown[]; result: unknown }

/** Gives all events of a record to the helpers of the index; one block each, at the time that the record says. */
export async function replayRecord(name: string) {
  const [end, sources, logs, answers] = decodeAbiParameters(RECORD, toHex(readFileSync(join(folder, name))))
  const sourceOf = new Map<string, Source>(sources.map((address, at) => [address, ORDER[at] as Source]))
  const db = memoryDb(primaryKeys)
  const seen = new Set<string>()
  let time = 0n
  for (const [at, { topics, data, emitter }] of logs.entries()) {
    if (topics[0] === MOMENT) [time] = decodeAbiParameters(parseAbiParameters('uint256'), data)
    const source = sourceOf.get(emitter)
    if (source === undefined) continue
    const log = { address: emitter, topics, data }
    const [event] = parseEventLogs({ abi: abis[source] as Abi, logs: [log as never] })
    if (event === undefined) continue
    seen.add(`${source}:${event.eventName}`)
    const hash = numberToHex(at + 1, { size: 32 })
    const place = {
      id: String(at).padStart(75, '0'),
      block: { number: BigInt(at), timestamp: time, hash },
      transaction: { hash },
    }
    await reducerOf(`${source}:${event.eventName}`, CHAIN_ID)?.(
      db as never,
      { ...place, log, args: event.args } as never,
    )
  }
  return { db, seen, time: Number(end), answers: answers.map((answer) => decoded(answer, sourceOf)) }
}

function decoded(
  { target, data, result }: { target: Address; data: Hex; result: Hex },
  sourceOf: ReadonlyMap<string, Source>,
): Answer {
  const source = sourceOf.get(target) as Source
  const abi = abis[source] as Abi
  const { functionName, args = [] } = decodeFunctionData({ abi, data })
  return {
    source,
    name: functionName,
    args,
    result: decodeFunctionResult({ abi, functionName, args, data: result }),
  }
}
