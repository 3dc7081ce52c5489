import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  DRAW_READY_BLOCKS,
  EXPIRY_MARGIN_BLOCKS,
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
  const manager = sourceOf('EntanglementManager')
  expect({ REFUND_MARGIN_BLOCKS, EXPIRY_MARGIN_BLOCKS, MAX_TIP_AGE, MAX_PAYMENTS }).toEqual({
    REFUND_MARGIN_BLOCKS: constantOf(manager, 'REFUND_MARGIN_BLOCKS'),
    EXPIRY_MARGIN_BLOCKS: constantOf(manager, 'EXPIRY_MARGIN_BLOCKS'),
    MAX_TIP_AGE: constantOf(manager, 'MAX_TIP_AGE'),
    MAX_PAYMENTS: constantOf(manager, 'MAX_PAYMENTS'),
  })
  expect(DRAW_READY_BLOCKS).toBe(constantOf(sourceOf('StakerSelector'), 'SEED_DELAY') + 1)
})
