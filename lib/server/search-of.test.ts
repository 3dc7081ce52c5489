import { describe, expect, it } from 'vitest'
import { BadInputError } from './problem.ts'
import { searchOf } from './search-of.ts'

const hash = 'aB'.repeat(32)

describe('searchOf', () => {
  it.each([
    ['17', { reqId: '17' }],
    [hash, { txid: hash.toLowerCase() }],
    [`0x${hash}`, { tx: `0x${hash.toLowerCase()}` }],
    [`0x${'Ab'.repeat(20)}`, { other: `0x${'ab'.repeat(20)}` }],
    [
      'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080',
      { script: '0x0014751e76e8199196d454941c45d1b3a323f1433bd6' },
    ],
    [
      'BCRT1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KYGT080',
      { script: '0x0014751e76e8199196d454941c45d1b3a323f1433bd6' },
    ],
  ])('default: %s', (typed, found) => {
    expect(searchOf(typed, 'regtest')).toEqual(found)
  })

  it.each([
    ['an address of another network', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
    ['an address with a typing error', 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt081'],
    ['an id that starts with 0', '07'],
    ['a name', 'alice'],
    ['a hash that is too short', 'ab'.repeat(31)],
  ])('error: BadInputError for %s', (_what, typed) => {
    try {
      searchOf(typed, 'regtest')
      throw new Error('accepted')
    } catch (error) {
      expect(error).toBeInstanceOf(BadInputError)
      expect((error as BadInputError).problem).toMatchObject({ status: 400, field: 'search' })
    }
  })
})
