import { describe, expect, it } from 'vitest'
import { AnswerCache, bytesOf } from './answer-cache.ts'

const clocked = (options: { freshMs: number; staleMs: number; maxEntries?: number; maxBytes?: number }) => {
  const clock = { now: 1_000_000 }
  return { clock, cache: new AnswerCache({ ...options, now: () => clock.now }) }
}
const fail = async () => {
  throw new Error('down')
}

describe('AnswerCache', () => {
  it('default: loads once for all who ask at the same time', async () => {
    const { cache } = clocked({ freshMs: 300, staleMs: 60_000 })
    let loads = 0
    const load = async () => {
      loads += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
      return loads
    }
    const answers = await Promise.all(Array.from({ length: 50 }, () => cache.get('a', load)))
    expect(loads).toBe(1)
    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set([1]))
  })

  it('behavior: a value is fresh for its time and loaded again after it', async () => {
    const { cache, clock } = clocked({ freshMs: 300, staleMs: 60_000 })
    let loads = 0
    const load = async () => ++loads
    await cache.get('a', load)
    clock.now += 299
    expect((await cache.get('a', load)).value).toBe(1)
    clock.now += 1
    expect((await cache.get('a', load)).value).toBe(2)
  })

  it('T38 the last good value stands in for sixty seconds, marked with its age, and no longer', async () => {
    const { cache, clock } = clocked({ freshMs: 300, staleMs: 60_000 })
    await cache.get('a', async () => 'good')
    clock.now += 59_500
    expect(await cache.get('a', fail)).toEqual({ value: 'good', age: 60, stale: true })
    clock.now += 501
    await expect(cache.get('a', fail)).rejects.toThrow('down')
  })

  it('behavior: a failure is not kept, and does not fail those who ask later', async () => {
    const { cache } = clocked({ freshMs: 300, staleMs: 0 })
    await expect(cache.get('a', fail)).rejects.toThrow('down')
    expect((await cache.get('a', async () => 'back')).value).toBe('back')
  })

  it('behavior: it never holds more than its bound', async () => {
    const { cache, clock } = clocked({ freshMs: 300, staleMs: 60_000, maxEntries: 10 })
    for (let n = 0; n < 1_000; n++) await cache.get(`key ${n}`, async () => n)
    clock.now += 400
    await expect(cache.get('key 0', fail)).rejects.toThrow('down')
    expect((await cache.get('key 999', fail)).value).toBe(999)
  })

  it('T36 L9 it never holds more bytes than its bound, however few the values are', async () => {
    const { cache, clock } = clocked({ freshMs: 300, staleMs: 60_000, maxBytes: 10_000_000 })
    const large = 'ab'.repeat(500_000)
    for (let n = 0; n < 20; n++) await cache.get(`key ${n}`, async () => `${large}${n}`)
    await cache.get('alone too large', async () => 'ab'.repeat(6_000_000))
    clock.now += 400
    let held = 0
    for (let n = 0; n < 20; n++)
      held += await cache.get(`key ${n}`, fail).then(
        ({ value }) => bytesOf(value),
        () => 0,
      )
    expect(held).toBeGreaterThan(2_000_000)
    expect(held).toBeLessThanOrEqual(10_000_000)
    await expect(cache.get('alone too large', fail)).rejects.toThrow('down')
  })

  it('behavior: bytes are counted through lists and objects', () => {
    const row = { id: 'x'.repeat(100), parts: ['y'.repeat(1_000), 7, null] }
    expect(bytesOf(row)).toBeGreaterThanOrEqual(2_200)
    expect(bytesOf([row, row])).toBeGreaterThanOrEqual(2 * bytesOf(row))
  })
})
