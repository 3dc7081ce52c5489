import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  DRAW_READY_BLOCKS,
  EXPIRY_MARGIN_BLOCKS,
  MAX_BATCH,
  MAX_PAYMENTS,
  MAX_TIP_AGE,
  REFUND_MARGIN_BLOCKS,
} from './deposit-rules.ts'

const sourceOf = (name: string) =>
  readFileSync(new URL(`../../contracts/src/${name}.sol`, import.meta.url), 'utf8')
const constantOf = (source: string, name: string) => {
  const [, digits, unit] = new RegExp(`constant ${name} = ([0-9_]+)( hours)?;`).exec(source) ?? []
  return Number(digits?.replaceAll('_', '')) * (unit === undefined ? 1 : 3_600)
}

test('default: the same numbers as in the contracts', () => {
  const book = sourceOf('deposits/DepositBook')
  const minting = sourceOf('minting/MintBook')
  const payments = sourceOf('minting/MintProofs')
  expect({ REFUND_MARGIN_BLOCKS, EXPIRY_MARGIN_BLOCKS, MAX_TIP_AGE, MAX_PAYMENTS }).toEqual({
    REFUND_MARGIN_BLOCKS: constantOf(book, 'REFUND_MARGIN_BLOCKS'),
    EXPIRY_MARGIN_BLOCKS: constantOf(sourceOf('deposits/DepositDraws'), 'EXPIRY_MARGIN_BLOCKS'),
    MAX_TIP_AGE: constantOf(book, 'MAX_TIP_AGE'),
    MAX_PAYMENTS: constantOf(payments, 'MAX_PAYMENTS'),
  })
  for (const name of ['REFUND_MARGIN_BLOCKS', 'MAX_TIP_AGE'])
    expect(constantOf(minting, name), 'the bridge and the minter go by the same').toBe(constantOf(book, name))
  expect(MAX_BATCH).toBe(constantOf(payments, 'MAX_BATCH'))
  expect(DRAW_READY_BLOCKS).toBe(constantOf(sourceOf('draws/DrawBook'), 'SEED_DELAY') + 1)
})
