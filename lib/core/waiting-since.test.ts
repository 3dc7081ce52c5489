import { describe, expect, test } from 'vitest'
import { waitingSince } from './waiting-since.ts'

const step = (name: string, time: number, share: number | null = null, sats = '100') => ({
  name,
  time,
  share,
  sats,
})

describe('waitingSince', () => {
  test('default: from the step that put it there', () => {
    const steps = [step('requested', 1), step('queued', 1)]
    expect(waitingSince(steps, 'deposit')).toBe(1)
    expect(waitingSince(steps, 'withdrawal')).toBe(1)
    expect(waitingSince([step('requested', 1)], 'deposit')).toBeNull()
  })

  test('behavior: not any more once its turn has come, and anew when it has to wait again', () => {
    const offered = [step('queued', 1), step('offered', 5)]
    expect(waitingSince(offered, 'deposit')).toBeNull()
    expect(waitingSince([...offered, step('accepted', 6), step('queued', 9)], 'deposit')).toBe(9)
    const placed = [step('queued', 1), step('drained', 4), step('assigned', 5, 0), step('queued', 5)]
    expect(waitingSince(placed, 'withdrawal')).toBe(5)
  })

  test('behavior: a draw in vain and a larger sum do not begin it anew', () => {
    expect(waitingSince([step('queued', 1), step('drained', 4), step('queued', 5)], 'withdrawal')).toBe(1)
    expect(waitingSince([step('escrowed', 3, 0), step('escrowed', 7, 0, '150')], 'escrow', 0)).toBe(3)
  })

  test('behavior: each share waits in escrow by itself, until something is minted or it is given up', () => {
    const steps = [step('escrowed', 3, 0), step('escrowed', 4, 1), step('minted', 8, 0)]
    expect([0, 1].map((share) => waitingSince(steps, 'escrow', share))).toEqual([null, 4])
    expect(waitingSince([...steps, step('escrowed', 9, 1, '0')], 'escrow', 1)).toBeNull()
  })
})
