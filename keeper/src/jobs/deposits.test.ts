import { expect, test } from 'vitest'
import { NoEndpointError } from '../errors.ts'
import { DepositBook } from './deposits.ts'

/** A chain with no deposits, in which ids were given up to `last`; `asked` tells about which ids. */
const chain = () => {
  const state = { last: 0n, down: false, asked: new Set<bigint>() }
  const answers: Record<string, (args: readonly bigint[]) => unknown> = {
    last: () => state.last,
    tip: () => [100n, 0n],
    params: () => ({ dustSats: 10_000n, requestLimitSats: 1n }),
    mintParams: () => ({ depositFeeBps: 15, confirmations: 6, mintLimitSats: 1n }),
    depositQueue: () => [0n, 0n, 0n],
    haltShift: () => [0n, 0n, false],
    pausedUntil: () => 0n,
    openReorgs: () => 0n,
    drawBlockOf: () => 0n,
    nextDraw: () => 0n,
    depositOf: ([reqId = 0n]) => {
      state.asked.add(reqId)
      return { state: 0 }
    },
  }
  const client = {
    readContract: async ({ functionName, args }: { functionName: string; args: readonly bigint[] }) =>
      answers[functionName]?.(args),
  }
  const evm = {
    read: async (what: string, ask: (client: unknown, block: bigint) => Promise<unknown>) => {
      if (state.down && what === 'bridge') throw new NoEndpointError('evm')
      return ask(client, 100n)
    },
  }
  return { state, book: new DepositBook(evm as never, {} as never) }
}
const asked = async ({ state, book }: ReturnType<typeof chain>) => {
  state.asked.clear()
  await book.update(0, [])
  return [...state.asked].sort((a, b) => Number(a - b))
}
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => BigInt(from + at))

test('X8 behavior: requests that came while no endpoint answered are read when one does', async () => {
  const world = chain()
  world.state.last = 100n
  expect(await asked(world)).toEqual(range(1, 100))
  Object.assign(world.state, { last: 150n, down: true })
  await expect(world.book.update(0, [])).rejects.toBeInstanceOf(NoEndpointError)
  world.state.down = false
  expect(await asked(world)).toEqual(range(101, 150))
  expect(await asked(world), 'only what a reorganisation may have changed').toEqual(range(131, 150))
})
