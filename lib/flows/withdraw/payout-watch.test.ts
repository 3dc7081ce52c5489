import { describe, expect, test } from 'vitest'
import {
  type MinedBlock,
  type MinedTransaction,
  makeTransaction,
  mineChain,
} from '../../../test/helpers/mine-chain.ts'
import { createEsplora, type Esplora } from '../../bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../bitcoin/esplora-schemas.ts'
import { internalHash } from '../../bitcoin/internal-hash.ts'
import { parseTransaction } from '../../bitcoin/parse-transaction.ts'
import { payoutMarkingScript } from '../../bitcoin/payout-marking-script.ts'
import { payoutTag } from '../../bitcoin/payout-tag.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { toSat } from '../../core/to-sat.ts'
import type { Sat } from '../../core/units.ts'
import type { Withdrawal } from '../../core/withdrawal.ts'
import { EsploraNotFoundError } from '../../errors/esplora.ts'
import { PayoutWatch } from './payout-watch.ts'
import type { WithdrawalChainSight } from './read-sight.ts'
import { shareModels } from './share-sight.ts'

const withdrawals = '0x2279B7A0a67DB372996a5FaB50D91eAA73d2eBe6'
const script = Buffer.from(`5120${'ab'.repeat(32)}`, 'hex')
const marking = payoutMarkingScript({ tag: payoutTag(31_337, withdrawals), reqId: 7n, share: 0 })
const pay = (sats: bigint, from = '77') =>
  makeTransaction({ txid: from.repeat(32), vout: 1 }, [
    { sats, script },
    { sats: 0n, script: marking },
  ])
const withdrawal: Withdrawal = {
  reqId: 7n,
  owner: withdrawals,
  sats: toSat(50_000n),
  unplacedSats: toSat(0n),
  unplacedFeeSats: toSat(0n),
  maxFeeSats: toSat(1_000n),
  requestHeight: 2,
  state: 'Assigned',
  drawing: false,
  position: 0,
  payoutScript: toHex(script),
  shares: [
    {
      share: 0,
      staker: withdrawals,
      sats: toSat(49_750n),
      payoutSats: toSat(48_750n),
      feeSats: toSat(250n),
      deadlineTime: 1_800_000_000,
      deadlineHeight: 146,
      state: 'Pending',
    },
  ],
}
type World = { blocks: MinedBlock[] }

const asEsplora = (tx: MinedTransaction, block: MinedBlock): EsploraTransaction => {
  const { inputs, outputs } = parseTransaction(tx.stripped)
  return {
    txid: tx.txid,
    fee: null,
    weight: null,
    inputs: inputs.map(({ txid, vout, sequence }) => ({ txid, vout, sequence })),
    outputs: outputs.map((output) => ({ script: toHex(output.script).slice(2), sats: output.sats as Sat })),
    status: { height: block.height, blockHash: block.hash, time: null },
  }
}

/** A Bitcoin source over the mined blocks, changed by each test. */
const source = (world: World): Esplora => {
  const at = (hash: string) => world.blocks.find((block) => block.hash === hash)
  const all = () => world.blocks.flatMap((block) => block.transactions.map((tx) => ({ tx, block })))
  const holding = (txid: string) => all().find(({ tx }) => tx.txid === txid)
  const must = <T>(value: T | undefined): T => {
    if (value === undefined) throw new EsploraNotFoundError('/')
    return value
  }
  return {
    ...createEsplora({ urls: ['http://127.0.0.1:9'], timeout: 1 }),
    tipHeight: async () => must(world.blocks.at(-1)).height,
    scriptTransactions: async () =>
      all()
        .filter(({ tx }) => tx.stripped.includes(script))
        .map(({ tx, block }) => asEsplora(tx, block))
        .reverse(),
    blockHash: async (height) => must(world.blocks.find((block) => block.height === height)).hash,
    blockHeader: async (hash) => must(at(hash)).header.toString('hex'),
    blockTxids: async (hash) => must(at(hash)).transactions.map(({ txid }) => txid),
    transactionHex: async (txid) => must(holding(txid)).tx.raw.toString('hex'),
    transactionStatus: async (txid) => {
      const { block } = must(holding(txid))
      return { height: block.height, blockHash: block.hash, time: null }
    },
  }
}
const look = (watch: PayoutWatch, world: World, known: readonly MinedBlock[] = world.blocks) =>
  watch.look({
    withdrawal,
    chainId: 31_337,
    withdrawals,
    required: () => 6,
    minBlockWork: 1n,
    consumed: async () => false,
    relayHash: async (height) => {
      const block = known.find((one) => one.height === height)
      return block ? toHex(internalHash(block.hash)) : null
    },
  })
const paidIn = (height: number, tx: MinedTransaction) => (at: number) => (at === height ? [tx] : [])
const chainAt = (height: number): WithdrawalChainSight => ({
  withdrawal,
  relay: { height, time: 1 },
  draw: { drawBlock: null, nextReqId: null },
  params: {
    dustSats: toSat(10_000n),
    redeemFeeBps: 50,
    latePenaltyBps: 1_000,
    periodSeconds: 1,
    periodBlocks: 1,
  },
  confirmations: 6,
  firstInQueue: null,
  largestSats: 0n,
  evmBlock: 1,
  evmTime: 1_700_000_000,
})

describe('PayoutWatch', () => {
  test('default: a marked payment, verified block by block, provable with the sixth that the relay knows', async () => {
    const world = { blocks: mineChain(10, paidIn(5, pay(48_750n))) }
    const sight = await look(new PayoutWatch(source(world)), world)
    expect(sight.payouts).toMatchObject([{ share: 0, verified: 6, matchesRelay: true, problem: null }])
    expect(shareModels(chainAt(10), sight)[0]).toMatchObject({ actions: ['prove'], relayBehind: 0 })
    expect(shareModels(chainAt(8), sight)[0], 'a relay behind').toMatchObject({ actions: [], relayBehind: 2 })
    expect(shareModels(chainAt(10), null)[0]?.phase).toMatchObject({ name: 'awaiting', seen: null })
  })
  test('X22: a marking counts however its push is written', async () => {
    const long = Buffer.concat([Buffer.from('6a4c0d', 'hex'), marking.slice(2)])
    const tx = makeTransaction({ txid: '77'.repeat(32), vout: 1 }, [
      { sats: 48_750n, script },
      { sats: 0n, script: long },
    ])
    const world = { blocks: mineChain(10, paidIn(5, tx)) }
    expect((await look(new PayoutWatch(source(world)), world)).payouts).toMatchObject([{ share: 0 }])
  })
  test('T10: one sat short, or mined before the request, is no payment', async () => {
    const short = { blocks: mineChain(10, paidIn(5, pay(48_749n))) }
    expect(await look(new PayoutWatch(source(short)), short)).toMatchObject({
      payouts: [],
      refused: [{ why: 'short', missingSats: 1n }],
    })
    const old = { blocks: mineChain(10, paidIn(2, pay(48_750n))) }
    expect((await look(new PayoutWatch(source(old)), old)).payouts).toEqual([])
  })
  test('X10: a block that the contract does not know verifies nothing', async () => {
    const world = { blocks: mineChain(10, paidIn(5, pay(48_750n))) }
    const other = mineChain(10, undefined, undefined, 1)
    const { payouts } = await look(new PayoutWatch(source(world)), world, other)
    expect(payouts).toMatchObject([{ verified: 0, matchesRelay: false }])
  })
  test('X11: a reorganisation takes blocks away and is told once', async () => {
    const world = { blocks: mineChain(10, paidIn(5, pay(48_750n))) }
    const watch = new PayoutWatch(source(world))
    await look(watch, world)
    world.blocks = mineChain(8, paidIn(7, pay(48_750n)), undefined, 1)
    expect((await look(watch, world)).events).toEqual([{ share: 0, from: 6, to: 2 }])
    expect((await look(watch, world)).events).toEqual([])
  })
})
