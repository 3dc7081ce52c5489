import { describe, expect, test } from 'vitest'
import { toSat } from '../../core/to-sat.ts'
import { receiptOf } from './receipt.ts'

const told = (issuedSats: string, mintedSats: string, feeSats: string) => ({
  issuedSats,
  mintedSats,
  feeSats,
})
const chain = (sats: bigint) => ({ mintedSats: toSat(sats) })

describe('receiptOf', () => {
  test('default: what arrived and what the fee was', () => {
    expect(receiptOf(told('50000', '49925', '75'), chain(50_000n))).toEqual({
      mintedSats: 49_925n,
      feeSats: 75n,
    })
  })
  test('behavior: unknown while the index has not heard of all of it, or of nothing', () => {
    expect(receiptOf(told('30000', '29955', '45'), chain(50_000n))).toBeNull()
    expect(receiptOf(told('0', '0', '0'), chain(0n))).toBeNull()
    expect(receiptOf(undefined, chain(50_000n))).toBeNull()
  })
  test('X10 behavior: an index that tells other amounts than the chain is not believed', () => {
    expect(receiptOf(told('60000', '59910', '90'), chain(50_000n))).toBeNull()
    expect(receiptOf(told('50000', '50000', '75'), chain(50_000n))).toBeNull()
  })
})
