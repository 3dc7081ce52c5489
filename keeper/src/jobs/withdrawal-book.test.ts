import { zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { emptyChain, range } from '../../test/empty-chain.ts'
import { NoEndpointError } from '../errors.ts'
import { WithdrawalBook } from './withdrawal-book.ts'

const chain = () => {
  const { state, evm, askedBy } = emptyChain('withdrawals', (asked) => ({
    params: () => ({ dustSats: 10_000n }),
    queue: () => [0n, 0n],
    largest: () => 0n,
    withdrawalOf: ([reqId]) => {
      asked(reqId)
      return { owner: zeroAddress }
    },
  }))
  const book = new WithdrawalBook(evm, {} as never)
  return { state, book, asked: () => askedBy(() => book.update()) }
}

test('X8 behavior: requests that came while no endpoint answered are read when one does', async () => {
  const world = chain()
  world.state.last = 100n
  expect(await world.asked()).toEqual(range(1, 100))
  Object.assign(world.state, { last: 150n, down: true })
  await expect(world.book.update()).rejects.toBeInstanceOf(NoEndpointError)
  world.state.down = false
  expect(await world.asked()).toEqual(range(101, 150))
  expect(await world.asked(), 'only what a reorganisation may have changed').toEqual(range(131, 150))
})

test('X8 behavior: nor is the history lost that was due then', async () => {
  const world = chain()
  Object.assign(world.state, { last: 450n, down: true })
  await expect(world.book.update()).rejects.toBeInstanceOf(NoEndpointError)
  world.state.down = false
  expect(await world.asked()).toEqual(range(251, 450))
  expect(world.book.backlog).toBe(250n)
  expect(await world.asked()).toEqual([...range(51, 250), ...range(431, 450)])
})

test('X20 behavior: many new ones are read in turns', async () => {
  const world = chain()
  await world.asked()
  world.state.last = 500n
  expect(await world.asked()).toEqual([...range(1, 200), ...range(481, 500)])
  expect(world.book.backlog).toBe(300n)
  await world.asked()
  await world.asked()
  expect(world.book.backlog).toBe(0n)
})
