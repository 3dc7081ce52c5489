import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFeed } from './create-feed.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const setUp = (answers: (number | Error)[], seen = { visible: true }) => {
  let look = () => {}
  let asked = 0
  const feed = createFeed<number>(
    async () => {
      const answer = answers[asked++]
      if (typeof answer !== 'number') throw answer ?? new Error('no more answers')
      return answer
    },
    {
      everyMs: 1_000,
      visible: () => seen.visible,
      onVisibility: (listener) => {
        look = listener
        return () => {
          look = () => {}
        }
      },
    },
  )
  return { feed, seen, asked: () => asked, look: () => look() }
}
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

describe('createFeed', () => {
  test('default: asks at once, then again after each answer', async () => {
    const { feed, asked } = setUp([1, 2])
    const stop = feed.subscribe(() => {})
    await settle()
    expect(feed.state()).toEqual({ value: 1, failed: false })
    await settle(999)
    expect(asked()).toBe(1)
    await settle(1)
    expect(feed.state().value).toBe(2)
    stop()
  })
  test('behavior: a failure keeps the last good value and says so; the next answer clears it', async () => {
    const { feed } = setUp([1, new Error('down'), 3])
    const stop = feed.subscribe(() => {})
    await settle(1_000)
    expect(feed.state()).toEqual({ value: 1, failed: true })
    await settle(1_000)
    expect(feed.state()).toEqual({ value: 3, failed: false })
    stop()
  })
  test('behavior: many listeners, one question', async () => {
    const { feed, asked } = setUp([1, 2])
    const stops = [feed.subscribe(() => {}), feed.subscribe(() => {})]
    await settle()
    expect(asked()).toBe(1)
    for (const stop of stops) stop()
  })
  test('behavior: asks nothing while hidden, and at once when seen again', async () => {
    const { feed, seen, asked, look } = setUp([1, 2, 3])
    const stop = feed.subscribe(() => {})
    await settle()
    seen.visible = false
    await settle(10_000)
    expect(asked()).toBe(1)
    seen.visible = true
    look()
    await settle()
    expect(asked()).toBe(2)
    stop()
  })
  test('behavior: nothing is asked once nobody listens', async () => {
    const { feed, asked } = setUp([1, 2])
    feed.subscribe(() => {})()
    await settle(10_000)
    expect(asked()).toBe(1)
    expect(feed.state().value).toBeNull()
  })
})
