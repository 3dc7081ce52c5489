import { expect, test } from 'vitest'
import { hostileStrings } from '../../test/vectors/hostile-strings.ts'
import { type EvmRuntime, EvmSession, type EvmSessionState } from './evm-session.ts'
import { isWalletRemembered } from './remembered.ts'

const connected: EvmSessionState = {
  status: 'connected',
  address: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  chainId: 31_337,
  wallet: 'Test wallet',
  provider: { request: async () => null },
}
// The library behind, as a wallet makes it behave: what `resume` finds is set by each test.
function make(options: { remembered: boolean; found?: EvmSessionState; broken?: boolean }) {
  let loads = 0
  const session = new EvmSession<EvmRuntime>({
    remembered: () => options.remembered,
    load: async (onState) => {
      loads += 1
      if (options.broken) throw new Error('chunk could not be loaded')
      return {
        resume: async () => onState(options.found ?? { status: 'disconnected' }),
        hasWallets: async () => true,
        disconnect: async () => onState({ status: 'disconnected' }),
        switchChain: async () => {},
      }
    },
  })
  return { session, loads: () => loads }
}

test('default: a stranger loads nothing, whoever comes back is taken up', async () => {
  const stranger = make({ remembered: false })
  await stranger.session.resume()
  expect(stranger.loads()).toBe(0)
  const back = make({ remembered: true, found: connected })
  const said: string[] = []
  back.session.subscribe(() => said.push(back.session.getState().status))
  await Promise.all([back.session.resume(), back.session.resume()])
  expect(said).toEqual(['reconnecting', 'connected'])
  expect(back.loads()).toBe(1)
  await (await back.session.runtime()).disconnect()
  expect(back.session.getState()).toEqual({ status: 'disconnected' })
})

test('X19: a wallet that gives no access any more, or a library that cannot be loaded, ends as disconnected', async () => {
  const refused = make({ remembered: true })
  await refused.session.resume()
  expect(refused.session.getState().status).toBe('disconnected')
  const broken = make({ remembered: true, broken: true })
  await broken.session.resume()
  expect(broken.session.getState().status).toBe('disconnected')
  await expect(broken.session.runtime()).rejects.toThrow('chunk')
  expect(broken.loads()).toBe(2)
})

test('behavior: remembered means connected last and not disconnected since', () => {
  const place = (kept: Record<string, string>) => ({ getItem: (key: string) => kept[key] ?? null })
  const last = { 'sluice-wallet.recentConnectorId': '"local.wallet"' }
  expect(isWalletRemembered(place({}))).toBe(false)
  expect(isWalletRemembered(place(last))).toBe(true)
  expect(isWalletRemembered(place({ ...last, 'sluice-wallet.local.wallet.disconnected': 'true' }))).toBe(
    false,
  )
  expect(isWalletRemembered(place({ 'sluice-wallet.recentConnectorId': '{' }))).toBe(false)
  expect(isWalletRemembered(place({ 'sluice-wallet.recentConnectorId': 'null' }))).toBe(false)
})

test('T35: whatever a wallet calls itself becomes one short line', async () => {
  for (const wallet of hostileStrings) {
    const { session } = make({ remembered: true, found: { ...connected, wallet } })
    await session.resume()
    const state = session.getState()
    expect(state.status === 'connected' && state.wallet).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{0,80}$/u)
  }
})
