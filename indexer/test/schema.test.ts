import { describe, expect, it } from 'vitest'
import { depositStates } from '../../lib/core/deposit-state.ts'
import { recordedState } from '../ponder.schema.ts'
import { rpcUrls } from '../rpc-urls.ts'
import { displayHash } from '../src/lib/bitcoin-hash.ts'
import { addDigest, EMPTY_DIGEST } from '../src/lib/digest.ts'

describe('schema', () => {
  it('default: its states are the contract’s, without None, in the same order', () => {
    expect(recordedState.enumValues).toEqual(depositStates.filter((state) => state !== 'None'))
  })
})

describe('rpcUrls', () => {
  it('default: a node on the same machine is named many times, any other once', () => {
    const urls = rpcUrls(['http://127.0.0.1:8545', 'https://rpc.example/key'])
    expect(urls.length).toBe(21)
    expect(new Set(urls).size).toBe(21)
    expect(urls.at(-1)).toBe('https://rpc.example/key')
  })
})

describe('addDigest', () => {
  const log = (logIndex: number) => ({
    transactionHash: `0x${'01'.repeat(32)}` as const,
    logIndex,
    address: `0x${'02'.repeat(20)}` as const,
    topics: [`0x${'03'.repeat(32)}` as const, null],
    data: '0x04' as const,
  })
  it('default: does not depend on order, but on every log and on how often it comes', () => {
    const both = addDigest(addDigest(EMPTY_DIGEST, log(1)), log(2))
    expect(addDigest(addDigest(EMPTY_DIGEST, log(2)), log(1))).toBe(both)
    expect(addDigest(both, log(2))).not.toBe(both)
    expect(addDigest(EMPTY_DIGEST, { ...log(1), data: '0x05' })).not.toBe(addDigest(EMPTY_DIGEST, log(1)))
  })
})

describe('displayHash', () => {
  it('default: reverses the bytes', () => {
    expect(displayHash('0x0102ff')).toBe('ff0201')
  })
})
