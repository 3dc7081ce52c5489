import { expect, test } from 'vitest'
import { emptyChain, range } from '../../test/empty-chain.ts'
import { NoEndpointError } from '../errors.ts'
import { DepositBook } from './deposits.ts'

const chain = () => {
  const { state, evm, askedBy } = emptyChain('bridge', (asked) => ({
    params: () => ({ dustSats: 10_000n, requestLimitSats: 1n }),
    depositQueue: () => [0n, 0n, 0n],
    haltShift: () => [0n, 0n, false],
    pausedUntil: () => 0n,
    openReorgs: () => 0n,
    drawBlockOf: () => 0n,
    depositOf: ([reqId]) => {
      asked(reqId)
      return { state: 0 }
    },
  }))
  const book = new DepositBook(evm, {} as never)
  return { state, book, asked: () => askedBy(() => book.update(0, [])) }
}

test('X8 behavior: requests that came while no endpoint answered are read when one does', async () => {
  const world = chain()
  world.state.last = 100n
  expect(await world.asked()).toEqual(range(1, 100))
  Object.assign(world.state, { last: 150n, down: true })
  await expect(world.book.update(0, [])).rejects.toBeInstanceOf(NoEndpointError)
  world.state.down = false
  expect(await world.asked()).toEqual(range(101, 150))
  expect(await world.asked(), 'only what a reorganisation may have changed').toEqual(range(131, 150))
})
