import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withdrawalShareStates, withdrawalState, withdrawalStates } from './withdrawal-state.ts'

type Known = Parameters<typeof withdrawalState>[0]
const state = (shares: Known['shares'], unplacedSats = 0n, drawing = false) =>
  withdrawalState({ shares, unplacedSats, drawing })

describe('withdrawalState', () => {
  it.each([
    ['Requested', [], 5n, true],
    ['Requested', ['Retried'], 5n, true],
    ['Queued', [], 5n, false],
    ['Queued', ['Reimbursed'], 5n, false],
    ['Assigned', ['Pending'], 0n, false],
    ['Assigned', ['TimedOut'], 0n, false],
    ['Assigned', ['Pending', 'Retried'], 5n, true],
    ['PartlyPaid', ['Paid', 'Pending'], 0n, false],
    ['PartlyPaid', ['Paid'], 5n, false],
    ['PartlyPaid', ['Paid', 'Retried'], 5n, true],
    ['Complete', ['Paid'], 0n, false],
    ['Complete', ['Paid', 'Retried', 'Reimbursed'], 0n, false],
    ['Failed', ['Reimbursed'], 0n, false],
    ['Failed', ['Retried', 'Reimbursed'], 0n, true],
    ['Cancelled', [], 0n, false],
    ['Cancelled', [], 0n, true],
    ['Cancelled', ['Retried'], 0n, false],
  ] as const)('default: %s for shares %j, %i unplaced, drawing %s', (expected, shares, unplaced, drawing) => {
    expect(state(shares, unplaced, drawing)).toBe(expected)
  })

  it('behavior: the order of shares says nothing, and it is over exactly when nothing is open', () => {
    const shares = fc.array(fc.constantFrom(...withdrawalShareStates.filter((one) => one !== 'None')))
    fc.assert(
      fc.property(shares, fc.bigInt(0n, 9n), fc.boolean(), (all, unplaced, drawing) => {
        const found = state(all, unplaced, drawing)
        expect(state([...all].reverse(), unplaced, drawing)).toBe(found)
        const over = !all.some((one) => one === 'Pending' || one === 'TimedOut') && unplaced === 0n
        expect(['Complete', 'Failed', 'Cancelled'].includes(found)).toBe(over)
      }),
    )
  })

  it('behavior: both lists are the contract’s enums', () => {
    const file = path.resolve(import.meta.dirname, '../../contracts/src/types/WithdrawalTypes.sol')
    const source = readFileSync(file, 'utf8').replace(/\/\/\/.*$/gm, '')
    const members = (name: string) =>
      new RegExp(`enum ${name} \\{([^}]*)\\}`)
        .exec(source)?.[1]
        ?.split(',')
        .map((item) => item.trim())
    expect(members('WithdrawalState')).toEqual([...withdrawalStates])
    expect(members('ShareState')).toEqual([...withdrawalShareStates])
  })
})
