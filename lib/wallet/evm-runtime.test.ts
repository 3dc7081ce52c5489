import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PublicConfig } from '../api/status.ts'
import { createEvmRuntime } from './evm-runtime.ts'
import { type Eip1193, EvmSession, type EvmSessionState } from './evm-session.ts'

const address = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const settings = {
  evm: { chainId: 31_337, rpc: ['http://127.0.0.1:1'] },
  explorers: { evm: null },
} as unknown as PublicConfig

// What a browser gives to wagmi: a window that carries events, and its storage.
class Place extends EventTarget {
  readonly kept = new Map<string, string>()
  readonly localStorage = {
    getItem: (key: string) => this.kept.get(key) ?? null,
    setItem: (key: string, value: string) => void this.kept.set(key, value),
    removeItem: (key: string) => void this.kept.delete(key),
  }
}
let place: Place
beforeEach(() => {
  vi.useFakeTimers()
  place = new Place()
  place.kept.set('sluice-wallet.recentConnectorId', '"test.wallet"')
  vi.stubGlobal('window', place)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const wallet = (over: Readonly<Record<string, () => unknown>> = {}): Eip1193 & { on: () => void } => ({
  request: async ({ method }) => {
    if (over[method]) return over[method]()
    if (method === 'eth_accounts') return [address]
    if (method === 'eth_chainId') return '0x7a69'
    throw { code: 4200, message: `${method} is not answered here` }
  },
  on: () => {},
})
/** EIP-6963, as an extension does it. */
const announce = (provider: Eip1193) => {
  const info = {
    uuid: '6f0c3a52-53c1-4f0a-9d7e-51ce51ce51ce',
    name: 'Test wallet',
    icon: 'data:,',
    rdns: 'test.wallet',
  }
  place.dispatchEvent(
    new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
  )
}
const begin = () => {
  const said: EvmSessionState['status'][] = []
  const session = new EvmSession({
    remembered: () => true,
    load: async (onState) => createEvmRuntime(settings, onState),
  })
  session.subscribe(() => said.push(session.getState().status))
  return { session, said, resuming: session.resume() }
}

test('default: the wallet of the last visit is taken up as soon as it announces itself', async () => {
  const { session, resuming } = begin()
  await vi.advanceTimersByTimeAsync(100)
  announce(wallet())
  await vi.advanceTimersByTimeAsync(100)
  await resuming
  expect(session.getState()).toMatchObject({ status: 'connected', address, chainId: 31_337 })
})

test('X19: a wallet that announces itself a minute late is taken up by itself', async () => {
  const { session, said, resuming } = begin()
  await vi.advanceTimersByTimeAsync(5_000)
  await resuming
  expect(session.getState().status, 'the page does not wait').toBe('disconnected')
  await vi.advanceTimersByTimeAsync(60_000)
  announce(wallet())
  await vi.advanceTimersByTimeAsync(100)
  expect(session.getState()).toMatchObject({ status: 'connected', address })
  expect(said).toEqual(['reconnecting', 'disconnected', 'reconnecting', 'connected'])
})

test('X19: a wallet that does not say whether it gives access leaves no spinner, and is taken up when it does', async () => {
  let answer: (accounts: unknown) => void = () => {}
  const { session, resuming } = begin()
  await vi.advanceTimersByTimeAsync(100)
  let asked = 0
  announce(
    wallet({
      eth_accounts: () => (asked++ === 0 ? new Promise((resolve) => (answer = resolve)) : [address]),
    }),
  )
  await vi.advanceTimersByTimeAsync(4_100)
  await resuming
  expect(session.getState().status).toBe('disconnected')
  answer([address])
  await vi.advanceTimersByTimeAsync(100)
  expect(session.getState().status).toBe('connected')
})

test('X19: a locked wallet ends as disconnected', async () => {
  const { session, resuming } = begin()
  await vi.advanceTimersByTimeAsync(100)
  announce(wallet({ eth_accounts: () => [] }))
  await vi.advanceTimersByTimeAsync(4_100)
  await resuming
  expect(session.getState().status).toBe('disconnected')
})
