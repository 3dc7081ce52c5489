import { expect, test } from 'vitest'
import { UnknownChainError } from '../errors/config.ts'
import { chainOf } from './chain-of.ts'
import { toViemChain } from './to-viem-chain.ts'

test('default: Bitlayer’s facts', () => {
  expect(chainOf(200901)).toMatchObject({
    blockSeconds: 3,
    finality: { absolute: 21 },
    nativeCurrency: { decimals: 18 },
  })
  expect(chainOf(31337).blockSeconds).toBe(1)
  expect(toViemChain(chainOf(200810), ['http://127.0.0.1:1'])).toMatchObject({
    id: 200810,
    rpcUrls: { default: { http: ['http://127.0.0.1:1'] } },
  })
})
test('error: UnknownChainError, never another chain in its place', () => {
  expect(() => chainOf(1)).toThrow(UnknownChainError)
})
