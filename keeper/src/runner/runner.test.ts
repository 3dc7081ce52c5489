import { pino } from 'pino'
import { expect, test } from 'vitest'
import { backoff, Runner } from './runner.ts'

const log = pino({ level: 'silent' })
const runner = (pollMs: number, seen: boolean[]) =>
  new Runner({ log, pollMs, now: Date.now, onTick: (_job, result) => seen.push(result.ok) })
const until = async (done: () => boolean) => {
  while (!done()) await new Promise((tick) => setTimeout(tick, 5))
}

test('behavior: a failed tick is tried again, and other jobs go on', async () => {
  const seen: boolean[] = []
  let good = 0
  let bad = 0
  const run = runner(5, seen)
  run.start([
    {
      name: 'a',
      tick: async () => {
        bad += 1
        if (bad < 3) throw new Error('no endpoint')
      },
    },
    {
      name: 'b',
      tick: async () => {
        good += 1
      },
    },
  ])
  await until(() => bad >= 4 && good >= 4)
  await run.stop()
  expect(seen.filter((ok) => !ok)).toHaveLength(2)
})

test('behavior: waking ends a pause at once, stopping ends it for good', async () => {
  let ticks = 0
  const run = runner(60_000, [])
  run.start([
    {
      name: 'a',
      tick: async () => {
        ticks += 1
      },
    },
  ])
  await until(() => ticks === 1)
  await new Promise((tick) => setTimeout(tick, 5))
  run.wake('a')
  await until(() => ticks === 2)
  const started = Date.now()
  await run.stop()
  expect(Date.now() - started).toBeLessThan(1000)
  run.wake('a')
  expect(ticks).toBe(2)
})

test('X8 behavior: a tick that takes too long is said to fail, and the next one waits until it has ended', async () => {
  const seen: boolean[] = []
  const log = pino({ level: 'silent' })
  const onTick = (_job: string, result: { ok: boolean }) => seen.push(result.ok)
  const run = new Runner({ log, pollMs: 1, now: Date.now, onTick, tickTimeoutMs: 10 })
  let begun = 0
  let running = 0
  let most = 0
  let end: () => void = () => undefined
  const tick = async () => {
    begun += 1
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((done) => {
      end = done
    })
    running -= 1
  }
  run.start([{ name: 'a', tick }])
  await until(() => seen.length >= 3)
  expect(seen.every((ok) => !ok)).toBe(true)
  expect(begun).toBe(1)
  end()
  await until(() => begun === 2)
  end()
  await run.stop(10)
  expect(most).toBe(1)
})

test('X8 behavior: pauses double up to five seconds, with jitter', () => {
  expect(backoff(1, 500, () => 0.5)).toBe(1000)
  expect(backoff(3, 500, () => 0.5)).toBe(4000)
  expect(backoff(99, 500, () => 0.5)).toBe(5_000)
  expect(backoff(1, 500, () => 0)).toBe(750)
})
