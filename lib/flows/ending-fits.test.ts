import { expect, test } from 'vitest'
import { endingFits } from './ending-fits.ts'

const segwit = 'bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080'
const legacy = 'mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn'

test('default: the last four characters, spaces around them or not', () => {
  expect(endingFits(segwit, ' t080')).toBe(true)
  expect(endingFits(legacy, 'JRfn ')).toBe(true)
})
test('T33: fewer, others, the first ones or none are not the end', () => {
  for (const typed of ['', '080', '0t08', 't08o', 'bcrt', 'gt080'])
    expect(endingFits(segwit, typed)).toBe(false)
})
test('T33: letters have no case in a segwit address, and do in an older one', () => {
  expect(endingFits(segwit, 'T080')).toBe(true)
  expect(endingFits(segwit.toUpperCase(), 't080')).toBe(true)
  expect(endingFits(legacy, 'jrfn')).toBe(false)
})
