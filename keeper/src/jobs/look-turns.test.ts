import { expect, test } from 'vitest'
import { LookTurns } from './look-turns.ts'

const keys = Array.from({ length: 40 }, (_, at) => String(at))
const flooded = [{ pages: 40, whole: false }]

test('X8 behavior: a round ends after so many pages, and the next one goes on where it ended', async () => {
  const turns = new LookTurns(() => 0)
  const looked: string[] = []
  const look = async (key: string) => {
    looked.push(key)
    return flooded
  }
  for (let round = 1; round <= 5; round++) {
    await turns.round(keys, String, 'tips', look)
    expect(looked).toHaveLength(8 * round)
    expect(turns.behind).toBe(round < 5)
  }
  expect(new Set(looked).size, 'each had its turn').toBe(40)
})

test('X8 behavior: a script that cannot be read to its end waits for the next block, or a while that grows', async () => {
  let now = 0
  const turns = new LookTurns(() => now)
  let looks = 0
  const round = (tips: string, answers: { pages: number; whole: boolean }[]) =>
    turns.round(['one'], String, tips, async () => {
      looks += 1
      return answers
    })
  await round('a', flooded)
  await round('a', flooded)
  expect(looks).toBe(1)
  await round('b', [])
  expect(looks).toBe(2)
  now = 1_999
  await round('b', flooded)
  expect(looks, 'twice as long as the first time').toBe(2)
  now = 2_000
  await round('b', [{ pages: 1, whole: true }])
  await round('b', [{ pages: 1, whole: true }])
  expect(looks).toBe(4)
})
