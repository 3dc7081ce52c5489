import { zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { NoEndpointError } from '../errors.ts'
import { WithdrawalBook } from './withdrawal-book.ts'

/** A chain with no withdrawals, in which ids were given up to `last`; `asked` tells about which ids. */
const chain = () => {
  const state = { last: 0n, down: false, asked: new Set<bigint>() }
  const answers: Record<string, (args: readonly bigint[]) => unknown> = {
    last: () => state.last,
    tip: () => [100n, 0n],
    mintParams: () => ({ depositFeeBps: 15, confirmations: 6, mintLimitSats: 1n }),
    params: () => ({ dustSats: 10_000n }),
    queue: () => [0n, 0n],
    largest: () => 0n,
    nextDraw: () => 0n,
    withdrawalOf: ([reqId = 0n]) => {
      state.asked.add(reqId)
      return { owner: zeroAddress }
    },
  }
  const client = {
    readContract: async ({ functionName, args }: { functionName: string; args: readonly bigint[] }) =>
      answers[functionName]?.(args),
  }
  const evm = {
    read: async (what: string, ask: (client: unknown, block: bigint) => Promise<unknown>) => {
      if (state.down && what === 'withdrawals') throw new NoEndpointError('evm')
      return ask(client, 100n)
    },
  }
  return { state, book: new WithdrawalBook(evm as never, {} as never) }
}
const asked = async ({ state, book }: ReturnType<typeof chain>) => {
  state.asked.clear()
  await book.update()
  return [...state.asked].sort((a, b) => Number(a - b))
}
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => BigInt(from + at))

test('X8 behavior: requests that came while no endpoint answered are read when one does', async () => {
  const world = chain()
  world.state.last = 100n
  expect(await asked(world)).toEqual(range(1, 100))
  Object.assign(world.state, { last: 150n, down: true })
  await expect(world.book.update()).rejects.toBeInstanceOf(NoEndpointError)
  world.state.down = false
  expect(await asked(world)).toEqual(range(101, 150))
  expect(await asked(world), 'only what a reorganisation may have changed').toEqual(range(131, 150))
})

test('X8 behavior: nor is the history lost that was due then', async () => {
  const world = chain()
  Object.assign(world.state, { last: 450n, down: true })
  await expect(world.book.update()).rejects.toBeInstanceOf(NoEndpointError)
  world.state.down = false
  expect(await asked(world)).toEqual(range(251, 450))
  expect(world.book.backlog).toBe(250n)
  expect(await asked(world)).toEqual([...range(51, 250), ...range(431, 450)])
})

test('X20 behavior: many new ones are read in turns', async () => {
  const world = chain()
  await asked(world)
  world.state.last = 500n
  expect(await asked(world)).toEqual([...range(1, 200), ...range(481, 500)])
  expect(world.book.backlog).toBe(300n)
  await asked(world)
  await asked(world)
  expect(world.book.backlog).toBe(0n)
})
