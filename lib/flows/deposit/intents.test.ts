import { expect, test } from 'vitest'
import { type DepositIntent, dropIntent, matchIntent, readIntents, writeIntent } from './intents.ts'

const intent: DepositIntent = {
  id: '6f0c3a52-53c1-4f0a-9d7e-51ce51ce51ce',
  chainId: 31_337,
  manager: '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6',
  requester: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  recipient: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  sats: '5000000',
  refundPubKeyHash: `0x${'ab'.repeat(20)}`,
  fromBlock: 12,
  madeAt: 1_700_000_000,
  hash: null,
}
const place = () => {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

test('default: written, rewritten with its hash, dropped', () => {
  const storage = place()
  writeIntent(storage, intent)
  const hash = `0x${'cd'.repeat(32)}`
  writeIntent(storage, { ...intent, hash })
  expect(readIntents(storage)).toEqual([{ ...intent, hash }])
  dropIntent(storage, intent.id)
  expect(readIntents(storage)).toEqual([])
})

test('X18: what others wrote into the storage is never taken for an intent', () => {
  const storage = place()
  for (const text of ['', 'null', '{}', '[1, null, {}]', '[{"id":"x"}]', 'not json']) {
    storage.kept.set('sluice-deposit-intents', text)
    expect(readIntents(storage)).toEqual([])
  }
})

test('behavior: storage that refuses stops nothing', () => {
  const refusing = {
    getItem: () => null,
    setItem: () => {
      throw new Error('quota')
    },
  }
  expect(() => writeIntent(refusing, intent)).not.toThrow()
})

test('X18: an intent is found again among the requests on chain, and only the very same', () => {
  const requested = {
    reqId: 7n,
    requester: intent.requester.toLowerCase(),
    recipient: intent.recipient,
    sats: 5_000_000n,
    refundPubKeyHash: intent.refundPubKeyHash,
  }
  expect(matchIntent(intent, [requested])?.reqId).toBe(7n)
  for (const other of [
    { ...requested, sats: 5_000_001n },
    { ...requested, recipient: '0x0000000000000000000000000000000000000001' },
    { ...requested, requester: '0x0000000000000000000000000000000000000001' },
    { ...requested, refundPubKeyHash: `0x${'ac'.repeat(20)}` },
  ])
    expect(matchIntent(intent, [other])).toBeNull()
})
