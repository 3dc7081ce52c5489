import { clock } from 'ponder:schema'
import { type Hex, numberToHex, parseEventLogs } from 'viem'
import * as clockCalls from '../src/lib/clock.ts'
import { abis, type GeneratedLog, type Source } from './generated-log.ts'
import { history } from './history.ts'
import { memoryDb } from './memory-db.ts'
import { CHAIN_ID, primaryKeys, reducerOf } from './reducer.ts'
import { replay } from './replay.ts'

/** Logs of a generated history as a node would answer them, one block each. */
function logsOf(seed: number, count: number) {
  const sources = Object.keys(abis) as Source[]
  const addressOf = (source: Source): Hex => numberToHex(sources.indexOf(source) + 1, { size: 20 })
  const events = history(seed)
  const logs = Array.from({ length: count }, (_, at) => {
    const { source, topics, data } = events.next().value as GeneratedLog
    const hash = numberToHex(at + 1, { size: 32 })
    return {
      ...{ source, topics, data, address: addressOf(source), blockNumber: BigInt(at + 1), logIndex: 0 },
      ...{ blockHash: hash, transactionHash: hash, transactionIndex: 0, removed: false },
    }
  })
  const addresses = Object.fromEntries(sources.map((source) => [source, addressOf(source)]))
  return { logs, addresses: addresses as Record<Source, Hex> }
}

/** Gives a generated history to the helpers over tables in memory, and to the replay. */
export async function runInMemory(seed: number, count: number) {
  const { logs, addresses } = logsOf(seed, count)
  const db = memoryDb(primaryKeys)
  const seen = new Set<string>()
  for (const log of logs) {
    const [event] = parseEventLogs({ abi: abis[log.source], logs: [log as never] }) as unknown as [
      { eventName: string; args: object },
    ]
    const name = `${log.source}:${event.eventName}`
    seen.add(name)
    const block = { number: log.blockNumber, timestamp: log.blockNumber * 3n, hash: log.blockHash }
    const place = { id: String(log.blockNumber).padStart(75, '0'), block }
    const transaction = { hash: log.transactionHash }
    await reducerOf(name)?.(db as never, { ...place, transaction, log, args: event.args } as never)
  }
  const client = {
    getChainId: async () => CHAIN_ID,
    getLogs: async () => logs,
    getBlock: async ({ blockNumber }: { blockNumber: bigint }) => ({ timestamp: blockNumber * 3n }),
  }
  const expected = await replay(client as never, addresses, BigInt(count))
  const [row] = db.rows(clock)
  const { seconds, blocks } = clockCalls.shiftOf((row ?? null) as never, count * 3)
  /** rows of a request's part, deadlines moved as the API moves them */
  const parts = (table: object, reqId: unknown) =>
    db
      .rows(table)
      .filter((one) => String(one.reqId) === String(reqId))
      .map((one) =>
        'deadlineTime' in one
          ? {
              ...one,
              deadlineTime: Number(one.deadlineTime) + seconds,
              deadlineHeight: Number(one.deadlineHeight) + blocks,
            }
          : one,
      )
  return { db, expected, seen, parts, seconds }
}

/** As JSON carries it, addresses without their checksum. */
export const wire = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, item) => (typeof item === 'bigint' ? String(item) : item)).toLowerCase(),
  )
