import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { OtherTabError } from '../errors/wallet.ts'
import { alone } from './alone.ts'

afterEach(() => void vi.unstubAllGlobals())

/** Something that a wallet is asked for, until it is told to end. */
const asking = (what: 'deposit' | 'withdrawal' = 'deposit') => {
  const told: { answer: (value: string) => void; fail: (error: Error) => void; release: () => void } = {
    answer: () => {},
    fail: () => {},
    release: () => {},
  }
  let began = () => {}
  const begun = new Promise<void>((resolve) => (began = resolve))
  const done = alone(
    what,
    (release) =>
      new Promise<string>((answer, fail) => {
        Object.assign(told, { answer, fail, release })
        began()
      }),
  )
  return { told, begun, done }
}
const next = () => alone('deposit', async () => 'asked')
/** The browser gives a lock to the next one when it comes to it. */
const free = () => vi.waitFor(async () => expect(await next()).toBe('asked'))

describe('alone', () => {
  test('C4 default: while one asks a wallet, another is told that a tab is at it; afterwards it may', async () => {
    const first = asking()
    await first.begun
    await expect(next()).rejects.toThrow(OtherTabError)
    first.told.answer('signed')
    expect(await first.done).toBe('signed')
    await free()
  })

  test('C4: a lock that another page holds counts, and is free when that page is closed in the middle', async () => {
    const hold = `
      const { parentPort } = require('node:worker_threads')
      navigator.locks.request('sluice-deposit', () => {
        parentPort.postMessage('held')
        return new Promise(() => setInterval(() => {}, 1_000))
      })`
    const tab = new Worker(hold, { eval: true })
    await once(tab, 'message')
    await expect(next()).rejects.toThrow(OtherTabError)
    await tab.terminate()
    await free()
  })

  test('C4: once the request has left the wallet another tab finds it by itself, and is not kept waiting', async () => {
    const first = asking()
    await first.begun
    first.told.release()
    await free()
    first.told.answer('mined')
    expect(await first.done).toBe('mined')
  })

  test('error: a refusal in the wallet is told as it is, and frees the others', async () => {
    const first = asking()
    await first.begun
    first.told.fail(new Error('declined'))
    await expect(first.done).rejects.toThrow('declined')
    await free()
  })

  test('behavior: a withdrawal does not wait for a deposit', async () => {
    const [one, other] = [asking('deposit'), asking('withdrawal')]
    await Promise.all([one.begun, other.begun])
    for (const { told } of [one, other]) told.answer('signed')
    expect(await Promise.all([one.done, other.done])).toEqual(['signed', 'signed'])
  })

  test('behavior: a browser without locks asks all the same', async () => {
    vi.stubGlobal('navigator', {})
    const first = asking()
    await first.begun
    expect(await next()).toBe('asked')
    first.told.answer('signed')
    expect(await first.done).toBe('signed')
  })

  test('error: a browser that refuses locks says so, and nothing was asked', async () => {
    let asked = false
    vi.stubGlobal('navigator', { locks: { request: async () => Promise.reject(new Error('SecurityError')) } })
    const refused = alone('deposit', async () => {
      asked = true
    })
    await expect(refused).rejects.toThrow('SecurityError')
    expect(asked).toBe(false)
  })
})
