import { expect, test } from 'vitest'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { watchedShares } from './deposit-payments.ts'

const share = (reqId: number, state: Deposit['state']) => ({ reqId: BigInt(reqId), state }) as Deposit
const ids = (deposits: readonly Deposit[]) => deposits.map(({ reqId }) => Number(reqId))

test('default: what waits for payments always, of the minted ones the newest always and the older ones in turns', () => {
  const minted = Array.from({ length: 50 }, (_, at) => share(at + 1, 'Minted'))
  const open = [...minted, share(51, 'Assigned'), share(52, 'Queued'), share(53, 'Escrowed')]
  const first = ids(watchedShares(open, 0))
  expect(first.slice(0, 2)).toEqual([51, 53])
  expect(first.slice(2, 22)).toEqual(Array.from({ length: 20 }, (_, at) => 50 - at))
  const seen = new Set([0, 1, 2].flatMap((round) => ids(watchedShares(open, round))))
  expect(seen.size).toBe(52)
})
