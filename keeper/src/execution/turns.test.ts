import { describe, expect, test } from 'vitest'
import { Turns } from './turns.ts'

const clock = () => {
  const time = { ms: 0 }
  return { time, now: () => time.ms }
}
/** milliseconds until it is this one's turn */
const waits = (turns: Turns, time: { ms: number }, subject: string) => {
  const from = time.ms
  while (!turns.mine(subject)) time.ms += 10
  return time.ms - from
}

describe('T30: turns', () => {
  test('default: gives way first, and no more once nobody else acts', () => {
    const { time, now } = clock()
    const turns = new Turns('0xa', now)
    expect(waits(turns, time, 'a')).toBeGreaterThanOrEqual(500)
    for (let times = 0; times < 3; times++) turns.won()
    expect(waits(turns, time, 'b')).toBe(0)
  })

  test('behavior: never longer than eight seconds, however many races were lost', () => {
    const { time, now } = clock()
    const turns = new Turns('0xa', now)
    for (let times = 0; times < 20; times++) turns.lost()
    expect(turns.courtesyMs).toBe(4_000)
    for (let subject = 0; subject < 50; subject++)
      expect(waits(turns, time, `s${subject}`)).toBeLessThanOrEqual(8_010)
  })

  test('behavior: one that leads is given way to by one that lost', () => {
    const { time, now } = clock()
    const [leader, other] = [new Turns('0xa', now), new Turns('0xb', now)]
    for (let times = 0; times < 3; times++) {
      leader.won()
      other.won()
    }
    expect([leader.mine('x'), other.mine('x')]).toEqual([true, true])
    other.lost()
    expect([leader.mine('y'), other.mine('y')]).toEqual([true, false])
    time.ms += 500
    expect(other.mine('y')).toBe(false)
  })

  test('X8 behavior: a keeper whose rounds are longer than a turn acts all the same', () => {
    for (const roundMs of [4_000, 6_000, 12_000, 30_000]) {
      const { time, now } = clock()
      const turns = new Turns('0xa', now)
      turns.lost()
      const rounds = Array.from({ length: 6 }, () => {
        time.ms += roundMs
        return turns.mine('settle.verify:7.0')
      })
      expect(rounds.includes(true), `rounds of ${roundMs} ms`).toBe(true)
      // several ways to do it are tried in one round
      if (rounds.at(-1)) expect(turns.mine('settle.verify:7.0')).toBe(true)
    }
  })

  test('behavior: what comes up again long after is given way to anew', () => {
    const { time, now } = clock()
    const turns = new Turns('0xa', now)
    turns.lost()
    for (let times = 0; times < 5; times++) {
      time.ms += 100_000
      expect(turns.mine('settle.drain')).toBe(false)
    }
  })

  test('behavior: two that start together seldom act in the same moment', () => {
    const { time, now } = clock()
    let together = 0
    for (let at = 0; at < 200; at++) {
      const subject = `settle.execute:${at}`
      const ways = ['0x1111', '0x2222'].map((self) => waits(new Turns(self, now), time, subject))
      if (Math.abs((ways[0] ?? 0) - (ways[1] ?? 0)) < 50) together += 1
    }
    expect(together).toBeLessThan(60)
  })
})
