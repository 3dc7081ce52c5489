import { describe, expect, it } from 'vitest'
import { depositNeed, type ScriptCoins, withdrawalNeed } from './needs-action.ts'
import { LATE_MARGIN_BLOCKS, LATE_MARGIN_SECONDS } from './withdrawal-rules.ts'

const REFUND = 10_000
const none = { paid: false, unspent: false }
const there = { paid: true, unspent: true }
const taken = { paid: true, unspent: false }

describe('depositNeed', () => {
  const deadline = { deadlineTime: 1_000, deadlineHeight: 144 }
  const early = { evmTime: 500, bitcoinHeight: 1 }
  type Share = Parameters<typeof depositNeed>[0]['shares'][number]
  const of = (
    shares: readonly (readonly [Share['state'], ScriptCoins | null])[],
    clocks: { evmTime: number; bitcoinHeight: number },
  ) =>
    depositNeed(
      {
        state: shares[0]?.[0] ?? 'None',
        refundHeight: REFUND,
        shares: shares.map(([state]) => ({ state, ...deadline })),
      },
      shares.map(([, coins]) => coins),
      clocks,
    )

  it.each([
    ['is to be paid while nothing is at its address', 'Assigned', none, 1, 'pay'],
    ['needs nobody once it is paid', 'Assigned', there, 1, null],
    ['is to be taken back from the refund height on', 'Refundable', there, REFUND, 'recover'],
    ['and also where nobody recorded that', 'Assigned', there, REFUND, 'recover'],
    ['and what waited in escrow, whatever the index has heard', 'Escrowed', there, REFUND, 'recover'],
    ['not a block earlier', 'Refundable', there, REFUND - 1, null],
    ['not twice', 'Refundable', taken, REFUND, null],
    ['not where nothing was paid', 'Expired', none, REFUND, null],
    ['never once it is minted', 'Minted', there, REFUND, null],
  ] as const)('%s', (_what, state, coins, bitcoinHeight, need) => {
    expect(of([[state, coins]], { ...early, bitcoinHeight })).toBe(need)
  })

  it.each([
    ['one clock', { evmTime: 1_001, bitcoinHeight: 144 }, 'pay'],
    ['the other clock', { evmTime: 1_000, bitcoinHeight: 145 }, 'pay'],
    ['both', { evmTime: 1_001, bitcoinHeight: 145 }, null],
    ['the refund window near', { evmTime: 1_000, bitcoinHeight: REFUND - 1_007 }, null],
  ] as const)('C11: nobody is called to pay past the deadline: %s', (_what, clocks, need) => {
    expect(of([['Assigned', none]], clocks)).toBe(need)
  })

  it('C11: every share of a split counts, and the one to be paid goes first', () => {
    expect(
      of(
        [
          ['Minted', taken],
          ['Assigned', none],
        ],
        early,
      ),
    ).toBe('pay')
    const late = { evmTime: 1_001, bitcoinHeight: REFUND }
    expect(
      of(
        [
          ['Minted', taken],
          ['Expired', there],
        ],
        late,
      ),
    ).toBe('recover')
    expect(
      of(
        [
          ['Refundable', there],
          ['Assigned', none],
        ],
        early,
      ),
    ).toBe('pay')
  })

  it('behavior: claims nothing while no Bitcoin source says what is there', () => {
    for (const state of ['Assigned', 'Refundable'] as const)
      expect(of([[state, null]], { ...early, bitcoinHeight: REFUND })).toBeNull()
  })
})

describe('withdrawalNeed', () => {
  const share = { state: 'Pending', deadlineTime: 1_000, deadlineHeight: 50 } as const
  const at = (seconds: number, blocks: number) => ({
    evmTime: 1_000 + LATE_MARGIN_SECONDS + seconds,
    bitcoinHeight: 50 + LATE_MARGIN_BLOCKS + blocks,
  })

  it.each([
    ['one clock', at(1, 0)],
    ['the other clock', at(0, 1)],
  ])('C11: nothing is to be done while only %s is beyond the margin', (_what, clocks) => {
    expect(withdrawalNeed([share], clocks)).toBeNull()
  })

  it('C11: a share is to be recorded as late at once when both clocks are', () => {
    expect(withdrawalNeed([share], at(1, 1))).toBe('time_out')
  })

  it('behavior: the choice goes first; what has ended needs nobody', () => {
    expect(withdrawalNeed([share, { ...share, state: 'TimedOut' }], at(1, 1))).toBe('choose')
    expect(
      withdrawalNeed(
        [
          { ...share, state: 'Paid' },
          { ...share, state: 'Retried' },
        ],
        at(1, 1),
      ),
    ).toBeNull()
  })
})
