import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BitcoinSession } from './bitcoin-session.ts'
import type { BitcoinWallet } from './bitcoin-wallet.ts'
import { resumeLate } from './resume-late.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const info = { id: 'Slow.Wallet', name: 'Slow wallet', icon: null }

/** A page whose person was here before, and a wallet that injects itself after so many milliseconds. */
const page = (after: number, remembered = true) => {
  const kept = new Map(remembered ? [['sluice-bitcoin-wallet', info.id]] : [])
  const looks: number[] = []
  const start = Date.now()
  const wallet = {
    restore: async () => ({
      wallet: info,
      account: { address: 'mine', publicKey: `02${'11'.repeat(32)}` },
      network: 'regtest',
    }),
    listen: () => () => {},
  } as unknown as BitcoinWallet
  const session = new BitcoinSession({
    load: async () => ({
      wallets: () => {
        looks.push(Date.now() - start)
        return Date.now() - start >= after ? [info] : []
      },
      open: () => wallet,
    }),
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
  })
  return { session, looks, stop: resumeLate(() => session.resume()) }
}
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

test.each([
  [0, 0],
  [1_000, 1_500],
  [5_000, 10_500],
  [40_000, 46_500],
])(
  'X19: a Bitcoin wallet that injects itself after %i ms is taken up without a prompt by %i ms',
  async (after, by) => {
    const { session, looks } = page(after)
    await pass(Math.max(0, by - 1))
    if (by > 0) expect(session.getState().status).toBe('disconnected')
    await pass(1)
    expect(session.getState()).toMatchObject({
      status: 'connected',
      connection: { account: { address: 'mine' } },
    })
    await pass(120_000)
    expect(looks.at(-1), 'found once, it is not looked for again').toBe(by)
  },
)

test('X19: one that never comes is given up, and nothing keeps turning', async () => {
  const { session, looks } = page(Number.POSITIVE_INFINITY)
  await pass(600_000)
  expect(looks).toEqual([0, 1_500, 4_500, 10_500, 22_500, 46_500])
  expect([session.getState().status, vi.getTimerCount()]).toEqual(['disconnected', 0])
})

test('behavior: who was never connected, or left the page, is not looked for', async () => {
  const stranger = page(0, false)
  await pass(120_000)
  expect([stranger.looks, stranger.session.getState().status]).toEqual([[], 'disconnected'])
  const left = page(2_000)
  await pass(1_600)
  left.stop()
  await pass(120_000)
  expect(left.looks).toEqual([0, 1_500])
  expect(left.session.getState().status).toBe('disconnected')
})

test('X19: who connects by hand meanwhile keeps that wallet', async () => {
  const { session, looks } = page(3_000)
  await pass(100)
  await session.choose()
  const { length } = looks
  await pass(120_000)
  expect(session.getState().status, 'the open list stays open').toBe('choosing')
  expect(looks).toHaveLength(length)
})
