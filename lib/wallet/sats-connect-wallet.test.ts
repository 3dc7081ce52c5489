import { afterEach, describe, expect, test, vi } from 'vitest'
import { hostileStrings } from '../../test/vectors/hostile-strings.ts'
import {
  WalletAnswerError,
  WalletFailedError,
  WalletLockedError,
  WalletNoAnswerError,
  WalletNotInstalledError,
  WalletRejectedError,
} from '../errors/wallet.ts'
import { loadSatsConnect } from './load-sats-connect.ts'
import { SatsConnectWallet } from './sats-connect-wallet.ts'

const key = `02${'ab'.repeat(32)}`
const payment = {
  address: 'bcrt1qexampleexampleexample',
  publicKey: key,
  purpose: 'payment',
  addressType: 'p2wpkh',
}
type Answers = Record<string, (params: unknown) => unknown>
const id = 'TestWallet.Provider'

// A foreign wallet, as extensions inject it; the library between is the real one.
async function open(answers: Answers, name = 'Test wallet') {
  const listeners = new Map<string, () => void>()
  const provider = {
    request: async (method: string, params: unknown) => {
      const answer = answers[method]
      if (!answer) return { jsonrpc: '2.0', id: '1', error: { code: -32601, message: 'no such method' } }
      const result = await answer(params)
      return typeof result === 'object' && result !== null && 'error' in result
        ? { jsonrpc: '2.0', id: '1', ...result }
        : { jsonrpc: '2.0', id: '1', result }
    },
    addListener: ({ eventName, cb }: { eventName: string; cb: () => void }) => {
      listeners.set(eventName, cb)
      return () => listeners.delete(eventName)
    },
  }
  vi.stubGlobal('window', {
    TestWallet: { Provider: provider },
    btc_providers: [{ id, name, icon: 'https://elsewhere.example/x.png' }],
  })
  const library = await loadSatsConnect()
  const info = library.wallets()[0]
  if (!info) throw new Error('the announced wallet is not listed')
  return { wallet: new SatsConnectWallet(info, library), listeners, info }
}
const info = () => ({ version: '1.0.0', supports: [] })
const connected = () => ({ id: '1', addresses: [payment], network: { bitcoin: { name: 'Regtest' } } })
const refuse = (code: number) => () => ({ error: { code, message: 'said no' } })

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('SatsConnectWallet', () => {
  test('default: connects, pays, signs, hears and disconnects', async () => {
    const asked: unknown[] = []
    const { wallet, listeners } = await open({
      getInfo: info,
      wallet_connect: connected,
      sendTransfer: (params) => {
        asked.push(params)
        return { txid: 'ab'.repeat(32) }
      },
      signMessage: () => ({ address: payment.address, signature: 'AAAA', protocol: 'BIP322' }),
      signPsbt: (params) => {
        asked.push(params)
        return { psbt: 'cHNidP8=' }
      },
      wallet_disconnect: () => null,
    })
    const connection = await wallet.connect()
    expect(connection.account).toEqual({ address: payment.address, publicKey: key })
    expect(connection.network).toBe('regtest')
    expect(await wallet.sendTransfer([{ address: payment.address, sats: 123_456n }])).toBe('ab'.repeat(32))
    expect(asked).toEqual([{ recipients: [{ address: payment.address, amount: 123_456 }] }])
    const signed = await wallet.signMessage({ address: payment.address, message: 'x' })
    expect(signed.protocol).toBe('BIP322')
    const request = { psbt: 'cHNidP8B', address: payment.address, inputs: [0, 1] }
    expect(await wallet.signPsbt(request)).toBe('cHNidP8=')
    expect(asked.at(-1), 'neither finalised nor broadcast').toEqual({
      psbt: 'cHNidP8B',
      signInputs: { [payment.address]: [0, 1] },
      broadcast: false,
    })
    const heard: string[] = []
    const stop = wallet.listen((event) => heard.push(event))
    listeners.get('accountChange')?.()
    listeners.get('disconnect')?.()
    expect(heard).toEqual(['changed', 'disconnected'])
    stop()
    expect(listeners.size).toBe(0)
    await wallet.disconnect()
  })

  test('behavior: falls back to getAccounts where wallet_connect is unknown', async () => {
    const { wallet } = await open({ getInfo: info, getAccounts: () => [payment] })
    const connection = await wallet.connect()
    expect(connection.account.address).toBe(payment.address)
    expect(connection.network).toBeNull()
  })

  test('behavior: restore without access is null, and icons from elsewhere are not shown', async () => {
    const { wallet, info: listed } = await open({ getInfo: info, getAddresses: refuse(-32002) })
    expect(await wallet.restore()).toBeNull()
    expect(listed.icon).toBeNull()
  })

  test('X19: rejected, locked and failing wallets are three outcomes', async () => {
    const rejected = await open({ getInfo: info, wallet_connect: refuse(-32000) })
    await expect(rejected.wallet.connect()).rejects.toBeInstanceOf(WalletRejectedError)
    const evmCode = await open({ getInfo: info, wallet_connect: refuse(4001) })
    await expect(evmCode.wallet.connect()).rejects.toBeInstanceOf(WalletRejectedError)
    const locked = await open({ getInfo: info, wallet_connect: refuse(-32002) })
    await expect(locked.wallet.connect()).rejects.toBeInstanceOf(WalletLockedError)
    const failing = await open({ getInfo: info, sendTransfer: refuse(-32603) })
    await expect(
      failing.wallet.sendTransfer([{ address: payment.address, sats: 1n }]),
    ).rejects.toBeInstanceOf(WalletFailedError)
  })

  test('X19: a wallet that never answers is told so, and one can stop waiting', async () => {
    const { wallet } = await open({ getInfo: info, wallet_connect: () => new Promise(() => {}) })
    vi.useFakeTimers()
    const silent = expect(wallet.connect()).rejects.toBeInstanceOf(WalletNoAnswerError)
    await vi.advanceTimersByTimeAsync(181_000)
    await silent
    vi.useRealTimers()
    const stop = new AbortController()
    const waiting = expect(wallet.connect(stop.signal)).rejects.toBeInstanceOf(WalletRejectedError)
    stop.abort()
    await waiting
  })

  test('error: a wallet that went away', async () => {
    const { wallet } = await open({ getInfo: info })
    vi.stubGlobal('window', {})
    await expect(wallet.connect()).rejects.toBeInstanceOf(WalletNotInstalledError)
  })

  const wrong: [string, unknown][] = [
    ['no addresses', { id: '1' }],
    ['addresses not a list', { addresses: payment }],
    ['no payment address', { addresses: [{ ...payment, purpose: 'ordinals' }] }],
    ['an uncompressed key', { addresses: [{ ...payment, publicKey: `04${'ab'.repeat(64)}` }] }],
    ['an x-only key', { addresses: [{ ...payment, publicKey: 'ab'.repeat(32) }] }],
    ['a number as address', { addresses: [{ ...payment, address: 7 }] }],
    ['markup as address', { addresses: [{ ...payment, address: '<svg onload=alert(1)>' }] }],
    ['an unknown network', { addresses: [payment], network: { bitcoin: { name: 'Liquid' } } }],
    ['null', null],
    ['a string', 'ok'],
  ]
  for (const [what, answer] of wrong)
    test(`error: WalletAnswerError for ${what}`, async () => {
      const { wallet } = await open({ getInfo: info, wallet_connect: () => answer })
      await expect(wallet.connect()).rejects.toBeInstanceOf(WalletAnswerError)
    })

  test('error: WalletAnswerError for a txid that is none, and a signature of another address', async () => {
    const { wallet } = await open({
      getInfo: info,
      sendTransfer: () => ({ txid: 'pending' }),
      signMessage: () => ({ address: 'bcrt1qother', signature: 'AAAA' }),
    })
    await expect(wallet.sendTransfer([{ address: payment.address, sats: 1n }])).rejects.toBeInstanceOf(
      WalletAnswerError,
    )
    await expect(wallet.signMessage({ address: payment.address, message: 'x' })).rejects.toBeInstanceOf(
      WalletAnswerError,
    )
  })

  test('error: no amount that is not exact leaves the page', async () => {
    const { wallet } = await open({ getInfo: info })
    for (const sats of [0n, -1n, 2n ** 60n])
      await expect(wallet.sendTransfer([{ address: payment.address, sats }])).rejects.toBeInstanceOf(
        WalletFailedError,
      )
  })

  test('T35: whatever a wallet calls itself, its button has a name of one line', async () => {
    for (const name of hostileStrings) {
      const { info: listed } = await open({}, name)
      expect(listed.name).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{1,80}$/u)
      expect(Array.from(listed.name).length).toBeLessThanOrEqual(40)
    }
  })

  test('T35: whatever a wallet answers, it is refused or is what it should be', async () => {
    let said = ''
    const { wallet } = await open({
      getInfo: info,
      wallet_connect: () => ({
        addresses: [{ ...payment, address: said }],
        network: { bitcoin: { name: said } },
      }),
      sendTransfer: () => ({ txid: said }),
    })
    for (said of hostileStrings) {
      await expect(wallet.connect()).rejects.toBeInstanceOf(WalletAnswerError)
      await expect(wallet.sendTransfer([{ address: payment.address, sats: 1n }])).rejects.toThrow(
        WalletAnswerError,
      )
    }
  })
})
