import { expect, test } from 'vitest'
import { WalletRejectedError } from '../errors/wallet.ts'
import { BitcoinSession } from './bitcoin-session.ts'
import type { BitcoinConnection, BitcoinWallet, BitcoinWalletEvent } from './bitcoin-wallet.ts'

const info = { id: 'Test.Wallet', name: 'Test wallet', icon: null }
const connectionOf = (address: string): BitcoinConnection => ({
  wallet: info,
  account: { address, publicKey: `02${'11'.repeat(32)}` },
  network: 'regtest',
})

// A wallet as an extension would behave: what it answers is set by each test.
function make(behaviour: {
  connect?: () => Promise<BitcoinConnection>
  restore?: () => Promise<BitcoinConnection | null>
}) {
  const kept = new Map<string, string>()
  const told: { listener: ((event: BitcoinWalletEvent) => void) | null; disconnected: number } = {
    listener: null,
    disconnected: 0,
  }
  const wallet: BitcoinWallet = {
    info,
    connect: behaviour.connect ?? (async () => connectionOf('first')),
    restore: behaviour.restore ?? (async () => connectionOf('first')),
    sendTransfer: async () => 'ab'.repeat(32),
    signPsbt: async ({ psbt }) => psbt,
    signMessage: async ({ address }) => ({ address, signature: 'AA', protocol: null }),
    changeNetwork: async () => {},
    listen: (listener) => {
      told.listener = listener
      return () => {
        told.listener = null
      }
    },
    disconnect: async () => {
      told.disconnected += 1
    },
  }
  const session = new BitcoinSession({
    load: async () => ({ wallets: () => [info], open: () => wallet }),
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
  })
  return { session, told, kept }
}
const connected = (session: BitcoinSession) => {
  const state = session.getState()
  if (state.status !== 'connected') throw new Error(`not connected but ${state.status}`)
  return state.connection
}

test('default: choose, connect, remember, disconnect', async () => {
  const { session, told, kept } = make({})
  await session.choose()
  expect(session.getState()).toMatchObject({ status: 'choosing', wallets: [info] })
  await session.connect(info)
  expect(connected(session).account.address).toBe('first')
  expect([...kept.values()]).toEqual([info.id])
  await session.disconnect()
  expect(session.getState().status).toBe('disconnected')
  expect(session.wallet()).toBeNull()
  expect(told).toMatchObject({ listener: null, disconnected: 1 })
  expect(kept.size).toBe(0)
})

test('X19: a refusal leaves the list open with its reason, and a second try works', async () => {
  let tries = 0
  const { session } = make({
    connect: async () => {
      tries += 1
      if (tries === 1) throw new WalletRejectedError('Test wallet')
      return connectionOf('first')
    },
  })
  await session.connect(info)
  const state = session.getState()
  expect(state.status === 'choosing' && state.error).toBeInstanceOf(WalletRejectedError)
  await session.connect(info)
  expect(connected(session).account.address).toBe('first')
})

test('X19: an answer after the person stopped waiting changes nothing', async () => {
  let answer: (connection: BitcoinConnection) => void = () => {}
  const { session } = make({ connect: () => new Promise((resolve) => (answer = resolve)) })
  const connecting = session.connect(info)
  await Promise.resolve()
  await Promise.resolve()
  session.cancel()
  expect(session.getState().status).toBe('disconnected')
  answer(connectionOf('late'))
  await connecting
  expect(session.getState().status).toBe('disconnected')
})

test('X19: another account in the wallet is read again, never taken from the event', async () => {
  let address = 'first'
  const { session, told } = make({ restore: async () => connectionOf(address) })
  await session.connect(info)
  address = 'second'
  told.listener?.('changed')
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(connected(session).account.address).toBe('second')
  told.listener?.('disconnected')
  expect(session.getState().status).toBe('disconnected')
})

test('behavior: resumes only what the wallet still allows', async () => {
  const allowed = make({})
  allowed.kept.set('sluice-bitcoin-wallet', info.id)
  await allowed.session.resume()
  expect(connected(allowed.session).wallet).toEqual(info)
  const refused = make({ restore: async () => null })
  refused.kept.set('sluice-bitcoin-wallet', info.id)
  await refused.session.resume()
  expect(refused.session.getState().status).toBe('disconnected')
  const gone = make({})
  gone.kept.set('sluice-bitcoin-wallet', 'Gone.Wallet')
  await gone.session.resume()
  expect(gone.session.getState().status).toBe('disconnected')
})
