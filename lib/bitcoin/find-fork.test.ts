import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findFork } from './find-fork.ts'

describe('findFork', () => {
  test('behavior: finds the last common height for every fork, with few questions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5000), fc.nat(5000), fc.nat(5000), async (bottom, a, b) => {
        const fork = bottom + Math.min(a, b)
        const top = bottom + Math.max(a, b)
        let asked = 0
        const agrees = async (height: number) => {
          asked += 1
          return height <= fork
        }
        expect(await findFork(agrees, top, bottom)).toBe(fork)
        expect(asked).toBeLessThan(32)
      }),
    )
  })

  test('behavior: chains that differ at the checkpoint have none', async () => {
    expect(await findFork(async () => false, 50, 10)).toBeNull()
    expect(await findFork(async () => false, 10, 10)).toBeNull()
    expect(await findFork(async () => true, 9, 10)).toBeNull()
  })
})
