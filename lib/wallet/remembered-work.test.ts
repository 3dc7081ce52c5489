import { describe, expect, test } from 'vitest'
import { keepWork, rememberedWork } from './remembered-work.ts'

const day = 86_400_000
const connected = { 'sluice-wallet.recentConnectorId': '"local.wallet"' }
const storage = (first: Record<string, string> = connected) => {
  const kept = new Map(Object.entries(first))
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

describe('rememberedWork', () => {
  test('C11: what waited when a page last knew, for a day', () => {
    const place = storage()
    keepWork(place, 3, 1_000)
    expect([rememberedWork(place, 1_000), rememberedWork(place, 1_000 + day)]).toEqual([3, 0])
    keepWork(place, 0, 2_000)
    expect(rememberedWork(place, 2_001)).toBe(0)
  })

  test('behavior: whoever left the wallet is told nothing, and nothing of it stays', () => {
    const place = storage()
    keepWork(place, 3, 1_000)
    place.setItem('sluice-wallet.local.wallet.disconnected', 'true')
    expect(rememberedWork(place, 1_001)).toBe(0)
    keepWork(place, null, 1_002)
    expect([...place.kept.keys()].some((key) => key === 'sluice-work')).toBe(false)
  })

  test('behavior: what somebody else wrote there, and a storage that refuses, say nothing', () => {
    for (const text of ['', '3', '-1 5', '1e9 5', '{"count":3}', '3 x'])
      expect(rememberedWork(storage({ ...connected, 'sluice-work': text }), 1_000)).toBe(0)
    const refuses = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    expect(rememberedWork({ getItem: refuses }, 1)).toBe(0)
    expect(() => keepWork({ setItem: refuses, removeItem: refuses }, 1, 1)).not.toThrow()
  })
})
