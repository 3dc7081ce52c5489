import fc from 'fast-check'
import { encodePacked, toHex as viemHex } from 'viem'
import { expect, test } from 'vitest'
import { payoutMarking } from './payout-marking.ts'
import { payoutMarkingScript } from './payout-marking-script.ts'
import { payoutTag } from './payout-tag.ts'
import { readPayoutMarking } from './read-payout-marking.ts'
import { toHex } from './to-hex.ts'

const anyMarking = fc.record({
  tag: fc.uint8Array({ minLength: 4, maxLength: 4 }),
  reqId: fc.bigInt(0n, (1n << 64n) - 1n),
  share: fc.integer({ min: 0, max: 255 }),
})

test('default: packed as the contract packs it, and read back', () => {
  fc.assert(
    fc.property(anyMarking, (marking) => {
      const { tag, reqId, share } = marking
      expect(toHex(payoutMarking(marking))).toBe(
        encodePacked(['bytes4', 'uint64', 'uint8'], [viemHex(tag), reqId, share]),
      )
      expect(readPayoutMarking(payoutMarkingScript(marking))).toEqual(marking)
    }),
  )
})

test('behavior: no other script is a marking', () => {
  const script = payoutMarkingScript({ tag: Uint8Array.of(1, 2, 3, 4), reqId: 5n, share: 0 })
  expect(readPayoutMarking(script.slice(0, -1))).toBeNull()
  expect(readPayoutMarking(Uint8Array.from([...script, 0]))).toBeNull()
  expect(readPayoutMarking(Uint8Array.from([0x51, ...script.slice(1)]))).toBeNull()
})

test('X22: the contract reads a push by OP_PUSHDATA1 too', () => {
  const script = payoutMarkingScript({ tag: Uint8Array.of(1, 2, 3, 4), reqId: 5n, share: 0 })
  expect(readPayoutMarking(Uint8Array.from([0x6a, 0x4c, 13, ...script.slice(2)]))?.reqId).toBe(5n)
  expect(readPayoutMarking(Uint8Array.from([0x6a, 0x4d, 13, 0, ...script.slice(2)]))).toBeNull()
})

test('error: BaseError for parts that do not fit', () => {
  const tag = Uint8Array.of(1, 2, 3, 4)
  expect(() => payoutMarking({ tag, reqId: 1n << 64n, share: 0 })).toThrow('No marking')
  expect(() => payoutMarking({ tag, reqId: 1n, share: 256 })).toThrow('No marking')
  expect(() => payoutMarking({ tag: tag.slice(1), reqId: 1n, share: 0 })).toThrow('No marking')
})

test('behavior: another chain or contract, another tag', () => {
  const a = '0x00000000000000000000000000000000000000aa'
  const b = '0x00000000000000000000000000000000000000bb'
  const tags = [payoutTag(1, a), payoutTag(2, a), payoutTag(1, b)].map(toHex)
  expect(new Set(tags).size).toBe(3)
})
