import { expect, test } from 'vitest'
import { broadcastProblem } from './broadcast.ts'

test.each([
  ['already known', null],
  ['transaction already imported', null],
  ['AlreadyKnown', null],
  ['nonce too low: next nonce 5, tx nonce 4', 'nonce-low'],
  ['OldNonce', 'nonce-low'],
  ['insufficient funds for gas * price + value', 'funds'],
  ['replacement transaction underpriced', 'underpriced'],
  ['max fee per gas less than block base fee', 'underpriced'],
  ['oversized data: transaction size 200900, limit 131072', 'refused'],
  ['exceeds block gas limit', 'refused'],
  ['The request took too long to respond.', 'unreached'],
  ['HTTP request failed: 502', 'unreached'],
])('behavior: "%s" → %s', (text, problem) => {
  expect(broadcastProblem(text)).toBe(problem)
})
