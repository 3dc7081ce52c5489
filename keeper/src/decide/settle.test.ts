import { pad } from 'viem'
import { describe, expect, test } from 'vitest'
import { depositStates } from '../../../lib/core/deposit-state.ts'
import { toSat } from '../../../lib/core/to-sat.ts'
import { toWei } from '../../../lib/core/to-wei.ts'
import { decideSettle, type Payment, type SettleSituation } from './settle.ts'

const deposit = (
  change: Partial<SettleSituation['deposits'][number]> = {},
): SettleSituation['deposits'][number] => ({
  reqId: 7n,
  share: 0,
  shareCount: 1,
  offerUntil: null,
  paidSats: toSat(0n),
  mintedSats: toSat(0n),
  position: 0,
  swept: false,
  requester: pad('0x1', { size: 20 }),
  recipient: pad('0x2', { size: 20 }),
  sats: toSat(100_000n),
  refundPubKeyHash: pad('0x3', { size: 20 }),
  state: 'Assigned',
  bondWei: toWei(1n),
  requestHeight: 100,
  refundHeight: 4420,
  assignment: { staker: pad('0x4', { size: 20 }), script: '0x0020', deadlineTime: 5000, deadlineHeight: 250 },
  ...change,
})
const payment = (change: Partial<Payment> = {}): Payment => ({
  txid: 'a'.repeat(64),
  sats: 100_000n,
  height: 110,
  blockHash: 'b'.repeat(64),
  bytes: 2_000,
  relayed: true,
  counted: false,
  ...change,
})
const decide = (change: Partial<SettleSituation>, payments: Payment[] = []) =>
  decideSettle({
    head: { number: 1000n, timestamp: 4000n },
    tipHeight: 115,
    baseConfirmations: 6,
    dustSats: 10_000n,
    draws: [],
    deposits: [],
    payments: new Map([['7.0', payments]]),
    certain: new Set(['7.0']),
    recorded: new Set(),
    weights: [],
    ...change,
  })

describe('resolve', () => {
  test('T9 behavior: from block n + 3, in reqId order, none past the first unripe one', () => {
    const draws = [
      { reqId: 9n, drawBlock: 998n },
      { reqId: 7n, drawBlock: 990n },
      { reqId: 8n, drawBlock: 997n },
    ]
    expect(decide({ draws }).map((action) => 'reqId' in action && action.reqId)).toEqual([7n, 8n])
    expect(
      decide({
        draws: [
          { reqId: 7n, drawBlock: 998n },
          { reqId: 8n, drawBlock: 1n },
        ],
      }),
    ).toEqual([])
  })
})

describe('execute', () => {
  test('default: as soon as the last confirmation is relayed, not before', () => {
    expect(decide({ deposits: [deposit()], tipHeight: 114 }, [payment()])).toEqual([])
    expect(decide({ deposits: [deposit()], tipHeight: 115 }, [payment()])).toEqual([
      { kind: 'execute', reqId: 7n, share: 0, choices: [['a'.repeat(64)]] },
    ])
  })

  test('T4 behavior: a payment whose block the relay does not have is none', () => {
    expect(decide({ deposits: [deposit()] }, [payment({ relayed: false })])).toEqual([])
  })

  test('behavior: several payments together, largest first, at most eight', () => {
    const parts = [60_000n, 30_000n, 10_000n].map((sats, at) => payment({ sats, txid: `${at}`.repeat(64) }))
    expect(decide({ deposits: [deposit()] }, parts.toReversed())).toMatchObject([
      { choices: [['0', '1', '2'].map((digit) => digit.repeat(64))] },
    ])
    const dust = Array.from({ length: 20 }, (_, at) =>
      payment({ sats: 600n, txid: String(at).padStart(64, 'f') }),
    )
    const [action] = decide({ deposits: [deposit()] }, [...dust, payment()])
    expect(action).toMatchObject({ kind: 'execute' })
    const choices = action?.kind === 'execute' ? action.choices : []
    expect(choices[0]).toHaveLength(8)
    expect(choices.map(([first]) => first)).toEqual(['a'.repeat(64), 'a'.repeat(64)])
    expect(choices[1]).toHaveLength(1)
  })

  test('behavior: what was paid, not what was asked for, says how many confirmations are needed', () => {
    const big = payment({ sats: 10_0000_0000n })
    expect(decide({ deposits: [deposit()], tipHeight: 115 }, [big])).toEqual([])
    expect(decide({ deposits: [deposit()], tipHeight: 121 }, [big])).toHaveLength(1)
  })

  test('behavior: what is too little is proven when nothing mined will complete it, and when it is worth its gas', () => {
    const part = payment({ sats: 60_000n })
    expect(decide({ deposits: [deposit()] }, [part])).toMatchObject([{ choices: [['a'.repeat(64)]] }])
    const young = payment({ sats: 40_000n, height: 114, txid: 'c'.repeat(64) })
    expect(decide({ deposits: [deposit()] }, [part, young])).toEqual([])
    expect(decide({ deposits: [deposit()] }, [payment({ sats: 9_999n })])).toEqual([])
  })

  test('behavior: what is counted is not proven again, and makes the rest enough', () => {
    const counted = payment({ sats: 60_000n, counted: true })
    const rest = payment({ sats: 40_000n, txid: 'c'.repeat(64) })
    const deposits = [deposit({ paidSats: toSat(60_000n) })]
    expect(decide({ deposits }, [counted])).toEqual([])
    expect(decide({ deposits }, [counted, rest])).toMatchObject([{ choices: [['c'.repeat(64)]] }])
  })

  test('T6 behavior: a payment on top of a minted or escrowed share is a claim, and proven', () => {
    for (const state of ['Minted', 'Escrowed'] as const) {
      const deposits = [deposit({ state, paidSats: toSat(100_000n) })]
      const first = payment({ counted: true })
      const extra = payment({ sats: 20_000n, txid: 'c'.repeat(64) })
      expect(decide({ deposits }, [first, extra])).toMatchObject([{ choices: [['c'.repeat(64)]] }])
      expect(decide({ deposits }, [first, { ...extra, sats: 9_000n }])).toEqual([])
    }
  })

  test('behavior: single payments of one block go in one proof, each share alone if that fails', () => {
    const other = deposit({ share: 1, shareCount: 2 })
    const payments = new Map([
      ['7.0', [payment()]],
      ['7.1', [payment({ txid: 'c'.repeat(64) })]],
    ])
    const [batch, ...rest] = decide({ deposits: [deposit({ shareCount: 2 }), other], payments })
    expect(rest).toEqual([])
    expect(batch).toMatchObject({
      kind: 'batch',
      items: [{ share: 0 }, { share: 1 }],
      instead: [{ share: 0 }, { share: 1 }],
    })
    payments.set('7.1', [payment({ txid: 'c'.repeat(64), blockHash: 'e'.repeat(64) })])
    expect(decide({ deposits: [deposit(), other], payments }).map(({ kind }) => kind)).toEqual([
      'execute',
      'execute',
    ])
  })

  test('behavior: late payments of an Expired deposit are proven too', () => {
    expect(decide({ deposits: [deposit({ state: 'Expired' })] }, [payment()])).toHaveLength(1)
  })

  test('behavior: nothing is proven when the depositor may take the coin back soon', () => {
    const at = { deposits: [deposit()], head: { number: 1n, timestamp: 0n } }
    expect(decide({ ...at, tipHeight: 4420 - 1008 }, [payment()])).toMatchObject([{ kind: 'execute' }])
    expect(decide({ ...at, tipHeight: 4420 - 1007 }, [payment()])).toEqual([])
  })

  test.each(depositStates.filter((state) => !['Assigned', 'Expired', 'Minted', 'Escrowed'].includes(state)))(
    'behavior: never in state %s',
    (state) => {
      const actions = decide({ deposits: [deposit({ state })] }, [payment()])
      expect(actions.filter(({ kind }) => kind === 'execute')).toEqual([])
    },
  )
})

describe('expire', () => {
  const clocks = (timestamp: bigint, tipHeight: number) => ({ head: { number: 1000n, timestamp }, tipHeight })

  test('behavior: only past both clocks and the margin', () => {
    const deposits = [deposit()]
    expect(decide({ deposits, ...clocks(5001n, 286) })).toEqual([])
    expect(decide({ deposits, ...clocks(5000n, 287) })).toEqual([])
    expect(decide({ deposits, ...clocks(5001n, 287) })).toEqual([
      { kind: 'expire', reqId: 7n, share: 0, why: 'both-clocks' },
    ])
  })

  test('behavior: one that was paid in full on time is left to be proven', () => {
    const at = { deposits: [deposit()], ...clocks(5001n, 287) }
    const unseen = { relayed: false }
    expect(decide(at, [payment({ height: 250, ...unseen })])).toEqual([])
    expect(decide(at, [payment({ height: 251, ...unseen })])).toHaveLength(1)
    expect(decide(at, [payment({ height: 250, sats: 99_999n, ...unseen })])).toHaveLength(1)
  })

  test('behavior: Refundable is recorded once', () => {
    const deposits = [deposit({ state: 'Refundable' })]
    expect(decide({ deposits })).toEqual([{ kind: 'expire', reqId: 7n, share: 0, why: 'refund-window' }])
    expect(decide({ deposits, recorded: new Set(['7.0']) })).toEqual([])
  })
})

describe('refresh', () => {
  const weight = (drawableSats: bigint | null, written: bigint, redeemableSats = 0n, holderWeight = 0n) => {
    const staker = pad('0x9', { size: 20 })
    const known = { stakerId: 1n, staker, drawableSats, weight: written, redeemableSats, holderWeight }
    return decide({ weights: [known] })
  }

  test('behavior: when the written weight differs by a quantum', () => {
    expect(weight(50_000n, 5n)).toEqual([])
    expect(weight(59_999n, 5n)).toEqual([])
    expect(weight(60_000n, 5n)).toMatchObject([{ kind: 'refresh', stakerId: 1n }])
    expect(weight(0n, 5n)).toHaveLength(1)
  })

  test('behavior: when the draw over holders is behind, also without a price', () => {
    expect(weight(50_000n, 5n, 29_999n, 2n)).toEqual([])
    expect(weight(50_000n, 5n, 30_000n, 2n)).toHaveLength(1)
    expect(weight(null, 5n, 0n, 2n)).toHaveLength(1)
  })

  test('behavior: unknown is not zero', () => {
    expect(weight(null, 5n)).toEqual([])
  })
})

test('behavior: proofs come first, weights last', () => {
  const actions = decide(
    {
      deposits: [deposit()],
      draws: [{ reqId: 8n, drawBlock: 1n }],
      weights: [
        {
          stakerId: 1n,
          staker: pad('0x9', { size: 20 }),
          drawableSats: 0n,
          weight: 1n,
          redeemableSats: 0n,
          holderWeight: 0n,
        },
      ],
    },
    [payment()],
  )
  expect(actions.map(({ kind }) => kind)).toEqual(['execute', 'resolve', 'refresh'])
})
