import type { Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Deposit } from '../../core/deposit-state.ts'
import { depositWhole } from '../../core/deposit-whole.ts'
import { toSat } from '../../core/to-sat.ts'
import { toWei } from '../../core/to-wei.ts'
import { EsploraUnavailableError } from '../../errors/esplora.ts'
import { NO_EVIDENCE } from './evidence.ts'
import type { PaymentWatch, WatchedPayment, WatchQuestion } from './payment-watch.ts'
import type { ShareReorg } from './reorg-watch.ts'
import { type SeenShare, shareViews } from './share-views.ts'
import { ShareWatch } from './share-watch.ts'
import { verifiedCount } from './sight.ts'

const account = '0x00000000000000000000000000000000000000a1'
const scriptOf = (share: number): Hex => `0x0020${share.toString().repeat(64)}`
const pay = (name: string, sats: bigint, height: number | null): WatchedPayment => ({
  txid: name.repeat(64),
  vout: 0,
  sats: toSat(sats),
  confirmations: height === null ? 0 : 100 - height + 1,
  block: height === null ? null : { height, hash: '0'.repeat(64) },
  replaceable: height === null,
  provable: true,
  spend: null,
  unspent: true,
  ...NO_EVIDENCE,
  verified: height === null ? 0 : 100 - height + 1,
  matchesRelay: height === null ? null : true,
})
const share = (number: number, over: Partial<Deposit> = {}): Deposit => ({
  reqId: 7n,
  share: number,
  shareCount: 2,
  requester: account,
  recipient: account,
  sats: toSat(50_000n),
  refundPubKeyHash: `0x${'11'.repeat(20)}`,
  state: 'Assigned',
  bondWei: toWei(1n),
  requestHeight: 80,
  refundHeight: 4_400,
  assignment: { staker: account, script: scriptOf(number), deadlineTime: 10_000, deadlineHeight: 224 },
  offerUntil: null,
  paidSats: toSat(0n),
  mintedSats: toSat(0n),
  position: 0,
  swept: false,
  ...over,
})

/** Bitcoin as one source shows it: payments by script. Each look is remembered. */
const bitcoin = (seen: Record<Hex, readonly WatchedPayment[]>) => {
  const asked: WatchQuestion[] = []
  const state = { down: false }
  const watch = new ShareWatch(
    () =>
      ({
        look: async (question: WatchQuestion) => {
          asked.push(question)
          if (state.down) throw new EsploraUnavailableError('/scripthash', [])
          return { tipHeight: 100, payments: seen[question.script] ?? [], events: [], unread: null }
        },
      }) as unknown as PaymentWatch,
  )
  const look = async (
    deposits: readonly Deposit[],
    counted: readonly string[] | null = [],
    reorgs: ReadonlyMap<number, ShareReorg> = new Map(),
    relayHeight = 100,
  ) => {
    const sights = await watch.look(
      deposits.map((deposit) => ({ ...deposit, script: scriptOf(deposit.share) })),
      {
        baseConfirmations: 6,
        minBlockWork: 1n,
        relayHash: async () => null,
        counted: counted && (async (txid) => counted.includes(txid.charAt(0))),
        now: () => 9_000_000,
      },
    )
    const chain = {
      shares: deposits.map((deposit) => ({ deposit, settled: true, reserved: false, drainable: false })),
      relay: { height: relayHeight, time: 9_000 },
      draw: { drawBlock: null, nextReqId: null },
      base: 6,
      system: { closed: null, halted: false, pausedUntil: 0, openReorgs: 0 },
      evmBlock: 10,
      evmTime: 9_000,
    }
    return shareViews(chain as never, { deposits: [], reorgs, evmTime: null, relayHeight: null }, sights)
  }
  return { look, asked, state }
}
const names = (views: readonly SeenShare[]) => views.map(({ phase }) => phase.name)

describe('shares on Bitcoin', () => {
  test('default: each share by its own script, the next one to pay in order', async () => {
    const { look } = bitcoin({ [scriptOf(0)]: [pay('a', 50_000n, null)] })
    const views = await look([share(0), share(1)])
    expect(names(views)).toEqual(['confirming', 'awaiting_payment'])
    expect(depositWhole(views).split).toMatchObject({ shares: 2, paid: 1, consent: false, next: 1 })
  })
  test('C12: nothing paid is no confirmation', async () => {
    const [view] = await bitcoin({}).look([share(0)])
    expect(view?.phase).toEqual({ name: 'awaiting_payment', seen: false })
    expect(view?.progress.confirmations).toBeNull()
  })
  test('C19: what the contract has counted is not asked for again', async () => {
    const { look } = bitcoin({ [scriptOf(0)]: [pay('a', 20_000n, 90), pay('b', 30_000n, 99)] })
    const [view] = await look([share(0, { paidSats: toSat(20_000n) })], ['a'])
    expect(view?.phase).toMatchObject({ name: 'confirming', confirmations: 2, paidSats: 50_000n })
  })
  test('C22: a second payment after the mint is a claim, first on its way, then waiting in line', async () => {
    const { look } = bitcoin({ [scriptOf(0)]: [pay('a', 50_000n, 80), pay('b', 40_000n, 100)] })
    const minted = { state: 'Minted', mintedSats: toSat(50_000n) } as const
    const [coming] = await look([share(0, { ...minted, paidSats: toSat(50_000n) })], ['a'])
    expect(coming?.phase).toMatchObject({
      name: 'excess',
      comingSats: 40_000n,
      waitingSats: 0n,
      confirmations: 1,
    })
    const waits = { ...minted, paidSats: toSat(90_000n), position: 3 }
    const [waiting] = await look([share(0, waits)], ['a', 'b'])
    expect(waiting?.phase).toMatchObject({
      name: 'excess',
      comingSats: 0n,
      waitingSats: 40_000n,
      position: 3,
    })
  })
  test('C22: one look that fails never asks again for what was paid, nor counts it twice', async () => {
    const { look, state } = bitcoin({ [scriptOf(0)]: [pay('a', 50_000n, 98)] })
    const before = await look([share(0)])
    expect(names(before)).toEqual(['confirming'])
    state.down = true
    expect((await look([share(0)]))[0]?.phase).toEqual(before[0]?.phase)
    const minted = { state: 'Minted', mintedSats: toSat(50_000n), paidSats: toSat(50_000n) } as const
    expect(names(await look([share(0, minted)], ['a']))).toEqual(['minted'])
    await expect(look([share(1)]), 'never seen: unknown, not unpaid').rejects.toThrow(EsploraUnavailableError)
  })
  test('behavior: paid over 10 BTC the evidence is looked for as deep as the contract asks', async () => {
    const { look, asked } = bitcoin({ [scriptOf(0)]: [pay('a', 1_100_000_000n, 100)] })
    await look([share(0)])
    await look([share(0)])
    expect(asked.map(({ required }) => required)).toEqual([6, 12])
  })
  test('C9: what strangers send on top sets no count back', () => {
    const paid = [pay('a', 50_000n, 90), pay('b', 330n, null), pay('c', 330n, 100)]
    const seen = (list: readonly WatchedPayment[]) => list.map((payment) => ({ ...payment, counted: false }))
    expect(verifiedCount(seen(paid), 50_000n)).toBe(11)
    expect(verifiedCount(seen(paid), 50_100n), 'what is needed holds it').toBe(1)
    expect(verifiedCount([], 50_000n)).toBeNull()
  })
  test('behavior: what was counted once is not asked for again', async () => {
    const { look } = bitcoin({ [scriptOf(0)]: [pay('a', 20_000n, 90)] })
    const paid = share(0, { paidSats: toSat(20_000n) })
    expect((await look([paid], ['a']))[0]?.phase).toMatchObject({ name: 'underpaid', missingSats: 30_000n })
    expect((await look([paid], []))[0]?.phase).toMatchObject({ name: 'underpaid', missingSats: 30_000n })
  })

  const minted = {
    state: 'Minted',
    mintedSats: toSat(50_000n),
    paidSats: toSat(50_000n),
    bondWei: toWei(0n),
  } as const
  const elsewhere = { ...pay('a', 50_000n, 98), matchesRelay: false, verified: 0 }
  test.each([
    ['in no block', pay('a', 50_000n, null)],
    ['in another block than the relay has', elsewhere],
    ['nowhere', null],
  ])(
    'T4 behavior: a counted payment that is %s was taken back, whatever the index says: it is no second payment',
    async (_where, payment) => {
      const [view] = await bitcoin({ [scriptOf(0)]: payment === null ? [] : [payment] }).look(
        [share(0, minted)],
        ['a'],
      )
      expect(view?.phase).toMatchObject({
        name: 'reorganised',
        mintedSats: 50_000n,
        reorg: { stage: 'relay' },
      })
      expect(view?.reorg).toBeNull()
    },
  )
  test('behavior: a source that is behind the relay, or a chain that was not asked, takes nothing back', async () => {
    const { look } = bitcoin({ [scriptOf(0)]: [] })
    expect(names(await look([share(0, minted)], ['a'], new Map(), 101))).toEqual(['minted'])
    expect(names(await look([share(0, minted)], null))).toEqual(['minted'])
  })
  test('T4 behavior: the contracts’ word goes first, and what was reported is proven again once it is deep', async () => {
    const known = { txid: 'a'.repeat(64), vout: 0 }
    const at = async (untilHeight: number | null, height: number | null) => {
      const seen = { [scriptOf(0)]: height === null ? [] : [pay('a', 50_000n, height)] }
      return (
        await bitcoin(seen).look([share(0, minted)], ['a'], new Map([[0, { ...known, untilHeight }]]))
      )[0]
    }
    const unreported = await at(null, 60)
    expect([unreported?.actions, unreported?.reorg]).toEqual([
      ['report_reorg'],
      { ...known, untilHeight: null },
    ])
    expect((await at(200, 96))?.actions).toEqual([])
    expect((await at(200, 95))?.actions).toEqual(['reprove'])
    expect((await at(200, null))?.phase, 'gone for good').toMatchObject({ reorg: { reprovable: false } })
  })
})
