import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { hostileStrings } from '../test/vectors/hostile-strings.ts'
import { bitcoinHash, evmAddress, evmHash, hexBytes, integerString } from './api/primitives.ts'
import { esploraSchemas } from './bitcoin/esplora-schemas.ts'
import { parseBip21 } from './bitcoin/parse-bip21.ts'
import { readSigned } from './bitcoin/read-signed.ts'
import { parseRecoveryFile } from './bitcoin/recovery-file.ts'
import { BaseError } from './errors/base-error.ts'
import { draftAmount } from './flows/deposit/draft-amount.ts'
import { draftRecipient } from './flows/deposit/draft-recipient.ts'
import { draftRefund } from './flows/deposit/draft-refund.ts'
import { draftMinerFee } from './flows/withdraw/draft-miner-fee.ts'
import { draftPayout } from './flows/withdraw/draft-payout.ts'
import { parseAmount } from './format/parse-amount.ts'

const manager = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const place = { network: 'regtest', chainId: 31_337, manager } as const

/** What a person may paste, and what is made of it. */
const readers: readonly (readonly [what: string, read: (typed: string) => unknown])[] = [
  ['an amount', parseAmount],
  ['the amount of a deposit', (typed) => draftAmount(typed, { dustSats: null, maxSats: null })],
  ['a miner fee', draftMinerFee],
  ['a recipient', (typed) => draftRecipient(typed, [manager])],
  ['a refund address', (typed) => draftRefund({ kind: 'typed', address: typed, signature: typed }, place)],
  ['a payment link', parseBip21],
  ['a recovery file', parseRecoveryFile],
  ['a signed PSBT', readSigned],
]

describe('T35: what a person pastes', () => {
  test.each(readers)('T35: %s is read, or refused with a sentence, and nothing else is thrown', (_, read) => {
    let refused = 0
    for (const text of hostileStrings)
      try {
        read(text)
      } catch (error) {
        refused += 1
        expect(error).toBeInstanceOf(BaseError)
      }
    expect(refused).toBeGreaterThan(hostileStrings.length / 2)
  })
  test('T35: a payout address is one, or there is a reason', () => {
    for (const text of hostileStrings) expect(draftPayout(text, 'regtest').error).toBeInstanceOf(BaseError)
  })
})

describe('T35: what a server sends', () => {
  const digits = /^(0|[1-9]\d*)$/
  const hex = /^(0x)?([0-9a-f]{2})*$/
  test('T35: hashes, addresses, bytes and numbers are such, or the answer is refused', () => {
    for (const text of hostileStrings) {
      for (const schema of [bitcoinHash, evmHash, evmAddress, esploraSchemas.hash, esploraSchemas.header])
        expect(z.safeParse(schema, text).success).toBe(false)
      expect(z.safeParse(integerString, text).success).toBe(digits.test(text))
      for (const schema of [hexBytes, esploraSchemas.hex])
        if (z.safeParse(schema, text).success) expect(text).toMatch(hex)
    }
  })
})
