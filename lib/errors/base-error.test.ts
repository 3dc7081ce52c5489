import { describe, expect, test } from 'vitest'
import { AmountDecimalsError, AmountError } from './amount.ts'
import { BaseError } from './base-error.ts'
import { EsploraTimeoutError, EsploraUnavailableError } from './esplora.ts'

describe('BaseError', () => {
  test('default: says what happened, what to do, and keeps the values', () => {
    const error = new AmountDecimalsError(9, 8)
    expect(error).toBeInstanceOf(AmountError)
    expect(error).toBeInstanceOf(BaseError)
    expect(error.name).toBe('AmountDecimalsError')
    expect(error.code).toBe('amount.decimals')
    expect(error.hint).toContain('8')
    expect(error.params).toEqual({ decimals: 9, max: 8 })
  })
  test('behavior: finds a cause by its class', () => {
    const error = new EsploraUnavailableError('/tip', [new EsploraTimeoutError('http://x', 5)])
    expect(error.find(EsploraTimeoutError)?.code).toBe('esplora.timeout')
    expect(error.find(AmountError)).toBeNull()
  })
})
