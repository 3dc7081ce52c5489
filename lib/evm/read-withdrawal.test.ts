import { describe, expect, test } from 'vitest'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { clientAnswering } from '../../test/helpers/answer-calls.ts'
import { withdrawalShareStates, withdrawalStates } from '../core/withdrawal-state.ts'
import { readWithdrawal } from './read-withdrawal.ts'
import { readWithdrawalQuote } from './read-withdrawal-quote.ts'

const withdrawals = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const owner = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const view = {
  owner,
  sats: 100_000n,
  unplacedSats: 0n,
  unplacedFeeSats: 0n,
  maxFeeSats: 1_000n,
  requestHeight: 300n,
  state: withdrawalStates.indexOf('PartlyPaid'),
  drawing: false,
  position: 0n,
  shareCount: 2n,
  payoutScript: `0x5120${'ab'.repeat(32)}`,
}
const share = (number: number) => ({
  staker: owner,
  sats: 49_750n,
  payoutSats: 48_750n,
  feeSats: 250n,
  deadlineTime: 1_700_000_000n,
  deadlineHeight: 444n,
  state: withdrawalShareStates.indexOf(number === 0 ? 'Paid' : 'Pending'),
})
const chain = (over: Partial<typeof view> = {}) =>
  clientAnswering(31_337, {
    [withdrawals]: {
      abi: withdrawalManagerAbi,
      answer: {
        withdrawalOf: () => ({ ...view, ...over }),
        shareOf: (_reqId: bigint, number: number) => share(number),
        quoteWithdrawal: () => ({
          feeSats: 500n,
          minSats: 11_056n,
          queuedSats: 0n,
          confirmations: 6n,
          shareSats: [99_500n],
        }),
      },
    },
  }).client
const at = { blockNumber: 100n }

describe('readWithdrawal', () => {
  test('default: the withdrawal and all its shares, in the words of this project', async () => {
    const withdrawal = await readWithdrawal(chain(), withdrawals, 7n, at)
    expect(withdrawal).toMatchObject({
      reqId: 7n,
      owner,
      state: 'PartlyPaid',
      requestHeight: 300,
      position: 0,
    })
    expect(withdrawal?.shares).toMatchObject([
      { share: 0, state: 'Paid', payoutSats: 48_750n },
      { share: 1, state: 'Pending', deadlineHeight: 444 },
    ])
  })
  test('behavior: no such request, though its id may be a deposit’s', async () => {
    expect(await readWithdrawal(chain({ state: 0, shareCount: 0n }), withdrawals, 8n, at)).toBeNull()
  })
})

describe('readWithdrawalQuote', () => {
  test('default', async () => {
    expect(await readWithdrawalQuote(chain(), withdrawals, 1n as never, 1n as never)).toEqual({
      feeSats: 500n,
      minSats: 11_056n,
      queuedSats: 0n,
      confirmations: 6,
      shareSats: [99_500n],
    })
  })
})
