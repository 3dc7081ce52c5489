import { toFunctionSelector } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { depositMinterAbi } from '../../../contracts-abi/deposit-minter.ts'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import { qpBtcAbi } from '../../../contracts-abi/qp-btc.ts'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { stakerSelectorAbi } from '../../../contracts-abi/staker-selector.ts'
import { toSat } from '../../../lib/core/to-sat.ts'
import { readQuote } from '../../../lib/evm/read-quote.ts'
import { takeCoin } from '../../../test/helpers/take-coin.ts'
import type { KeeperProcess } from '../../test/keeper-process.ts'
import { type LocalStack, startLocalStack, until } from '../../test/local-stack.ts'

const portBase = 21_200
const keeperPort = 21_220
const day = 86_400
const sats = 2_000_000n

let stack: LocalStack
let key: { path: string; address: `0x${string}` }
let keeper: KeeperProcess

beforeAll(async () => {
  stack = await startLocalStack(portBase)
  key = await stack.newKey()
  keeper = stack.keeper(key.path, keeperPort, { KEEPER_RELAY_BATCH: '500' })
})
afterAll(async () => {
  await stack?.stop()
})

const supply = () =>
  stack.evm.readContract({ address: stack.contracts.QpBTC, abi: qpBtcAbi, functionName: 'totalSupply' })
const requested = async () => {
  const [reqId = 0n] = await stack.request(sats)
  await stack.assigned(reqId)
  return reqId
}
const mintedTimes = async (reqId: bigint) =>
  (await stack.mints()).filter(({ args }) => args.reqId === reqId).length
/** Long enough for the keeper to have acted if it were going to. */
const aWhile = () => new Promise((done) => setTimeout(done, 4_000))

describe('settle', () => {
  test('T7 T9 behavior: draws of one block are resolved in order, long before their seed is out of reach', async () => {
    const reqIds = await stack.request(sats, sats, sats)
    for (const reqId of reqIds) await stack.assigned(reqId)
    const asked = await stack.events('DepositRequested')
    const drawn = await stack.events('DepositAssigned')
    const mine = drawn.filter(({ args }) => args.reqId !== undefined && reqIds.includes(args.reqId))
    expect(mine.map(({ args }) => args.reqId)).toEqual(reqIds)
    for (const reqId of reqIds) {
      const at = asked.find(({ args }) => args.reqId === reqId)?.blockNumber ?? 0n
      const done = drawn.find(({ args }) => args.reqId === reqId)?.blockNumber ?? 0n
      expect(Number(done - at)).toBeGreaterThanOrEqual(3)
      // how soon is for `bench/latency.ts`: other tests run beside this one
      expect(Number(done - at)).toBeLessThanOrEqual(60)
    }
  })

  test('X11 behavior: nothing under six confirmations, minted at the sixth, exactly once', async () => {
    const before = await supply()
    const reqId = await requested()
    await stack.pay(reqId, sats)
    await stack.mine(5)
    await stack.relayed()
    await aWhile()
    expect(await stack.stateOf(reqId)).toBe('Assigned')
    await stack.mine(1)
    await stack.minted(reqId, 10_000)
    expect(await supply()).toBe(before + sats)
    expect(await mintedTimes(reqId)).toBe(1)
  })

  test('X11 behavior: a payment reorganised away is not minted, and is when it is mined again', async () => {
    const reqId = await requested()
    const txid = await stack.pay(reqId, sats)
    await stack.mine(4)
    await stack.relayed()
    await stack.control('/mempool/hold', { txids: [txid] })
    await stack.control('/reorg', { depth: 5, drop: [txid] })
    await stack.mine(8)
    await stack.relayed()
    await aWhile()
    expect(await stack.stateOf(reqId)).toBe('Assigned')
    await stack.control('/mempool/release', { txids: [txid] })
    await stack.mine(6)
    await stack.minted(reqId, 10_000)
    expect(await mintedTimes(reqId)).toBe(1)
  })

  test('T4 X11 behavior: a minted payment that Bitcoin takes back is reported, and proven again where it comes back', async () => {
    const reorgs = () =>
      stack.evm.readContract({
        address: stack.contracts.EntanglementManager,
        abi: entanglementManagerAbi,
        functionName: 'openReorgs',
      })
    const reqId = await requested()
    const txid = await stack.pay(reqId, sats)
    await stack.mine(6)
    await stack.minted(reqId, 10_000)
    await stack.control('/mempool/hold', { txids: [txid] })
    await stack.control('/reorg', { depth: 7, drop: [txid] })
    await stack.mine(8)
    await stack.relayed()
    await until('the report', async () => (await reorgs()) === 1n)
    await stack.control('/mempool/release', { txids: [txid] })
    await stack.mine(6)
    await until('the second proof', async () => (await reorgs()) === 0n)
    expect(await mintedTimes(reqId)).toBe(1)
  })

  test('behavior: two payments together', async () => {
    const reqId = await requested()
    await stack.pay(reqId, sats / 2n)
    await stack.mine(1)
    await stack.pay(reqId, sats - sats / 2n)
    await stack.mine(5)
    await stack.relayed()
    await aWhile()
    expect(await stack.stateOf(reqId)).toBe('Assigned')
    await stack.mine(1)
    await stack.minted(reqId, 10_000)
  })

  test('behavior: what was counted alone waits for the rest; what comes after the mint is minted too', async () => {
    const reqId = await requested()
    await stack.pay(reqId, sats / 2n)
    await stack.mine(6)
    await until('the first half counted', async () => (await stack.deposit(reqId))?.paidSats === sats / 2n)
    expect(await stack.stateOf(reqId)).toBe('Assigned')
    await stack.pay(reqId, sats / 2n)
    await stack.mine(6)
    await stack.minted(reqId, 15_000)
    await stack.pay(reqId, 50_000n)
    await stack.mine(6)
    await until('the excess', async () => (await stack.deposit(reqId))?.mintedSats === sats + 50_000n)
    expect(await mintedTimes(reqId)).toBe(2)
  })

  test('behavior: a staker that takes what nothing was minted for is proven to have, and held until it is minted', async () => {
    const { contracts, evm } = stack
    const sweeps = (reqId: bigint) =>
      evm.getContractEvents({
        address: contracts.DepositMinter,
        abi: depositMinterAbi,
        eventName: 'SweepProven',
        args: { reqId },
        fromBlock: 0n,
      })
    const reqId = await requested()
    const half = sats / 2n
    const txid = await stack.pay(reqId, half)
    await stack.mine(6)
    await until('the first half counted', async () => (await stack.deposit(reqId))?.paidSats === half)
    const deposit = await stack.deposit(reqId)
    if (!deposit) throw new Error('no deposit')
    const { esplora, endpoints } = stack
    const place = { esplora, chainId: endpoints.evm.chainId, manager: contracts.EntanglementManager }
    await takeCoin(place, deposit, { txid, sats: half })
    await stack.mine(5)
    await stack.relayed()
    await aWhile()
    expect(await sweeps(reqId)).toEqual([])
    await stack.mine(1)
    await until('the sweep proven', async () => (await sweeps(reqId)).length > 0, 15_000)
    expect((await sweeps(reqId))[0]?.args).toMatchObject({ sats: half, early: true })
    expect(await stack.deposit(reqId)).toMatchObject({ state: 'Assigned', swept: true })
    await stack.pay(reqId, half)
    await stack.mine(6)
    await stack.minted(reqId, 15_000)
    await aWhile()
    expect(await sweeps(reqId)).toHaveLength(1)
  })

  test('behavior: thirty strangers’ dust payments do not hide or hold up the real one', async () => {
    const reqId = await requested()
    await stack.pay(reqId, sats)
    for (let stranger = 0; stranger < 30; stranger++) await stack.pay(reqId, 600n)
    await stack.mine(6)
    await stack.minted(reqId, 15_000)
  })

  test('behavior: a price move is written into the draw', async () => {
    const { contracts, evm } = stack
    const on = { address: contracts.StakerRegistry, abi: stakerRegistryAbi } as const
    const price = await evm.readContract({ ...on, functionName: 'price' })
    // The view is scaled by the feed's eight decimals.
    await stack.control('/price', { satsPerToken: String((price * 9n) / 10n / 100_000_000n) })
    const count = await evm.readContract({ ...on, functionName: 'stakerCount' })
    await until('the weights', async () => {
      const ids = Array.from({ length: Number(count) }, (_, at) => BigInt(at + 1))
      const pairs = await Promise.all(
        ids.map(async (id) => {
          const drawable = await evm.readContract({ ...on, functionName: 'drawableCapacity', args: [id] })
          const selector = { address: contracts.StakerSelector, abi: stakerSelectorAbi } as const
          return [
            drawable / 10_000n,
            await evm.readContract({ ...selector, functionName: 'weightOf', args: [id] }),
          ]
        }),
      )
      return pairs.every(([drawable, written]) => drawable === written)
    })
    await stack.control('/price', { satsPerToken: String(price / 100_000_000n) })
  })

  test('behavior: one clock past the deadline expires nothing, both clocks and the margin do; late is minted', async () => {
    const [oneClock = 0n] = await stack.request(sats)
    await stack.assigned(oneClock)
    await stack.control('/time', { seconds: day + 60, blocks: 0 })
    await stack.mine(1)
    await stack.relayed()
    await aWhile()
    expect(await stack.stateOf(oneClock)).toBe('Assigned')
    await stack.control('/price', { fresh: true })
    await stack.control('/time', { seconds: 600 * 185, blocks: 185 })
    await stack.relayed()
    await until('expiry', async () => (await stack.stateOf(oneClock)) === 'Expired')
    await stack.pay(oneClock, sats)
    await stack.mine(6)
    await stack.minted(oneClock, 15_000)
    expect(await mintedTimes(oneClock)).toBe(1)
  })

  test('behavior: when the refund window nears, Refundable is recorded, over a gap of thousands of blocks', async () => {
    const reqId = await requested()
    // Nobody expires it: the other clock stands still.
    const left = Number((await stack.deposit(reqId))?.refundHeight) - (await stack.relayTip()).height
    await stack.mine(left - 1000)
    await stack.relayed(120_000)
    await until('the record', async () =>
      (await stack.events('DepositRefundable')).some(({ args }) => args.reqId === reqId),
    )
    expect(await stack.stateOf(reqId)).toBe('Refundable')
  })

  test('B2 behavior: a split is proven in one batch; too much paid to a full staker waits, and is minted when it has room', async () => {
    const { contracts, evm } = stack
    const quoted = async (amount: bigint) =>
      (await readQuote(evm, contracts.EntanglementManager, toSat(amount))).shareSats
    const { maxSats } = await readQuote(evm, contracts.EntanglementManager, toSat(sats))
    const [largest = 0n] = await quoted(maxSats)
    const [reqId = 0n] = await stack.request(largest + 100_000_000n)
    await stack.assigned(reqId)
    const first = await stack.deposit(reqId, 0)
    const second = await stack.deposit(reqId, 1)
    if (!first || !second) throw new Error('it was not split')
    expect([first.shareCount, first.sats + second.sats]).toEqual([2, largest + 100_000_000n])

    const excess = 3_000_000n
    // else it may prove the smaller, which needs fewer blocks, before the larger
    await keeper.held(async () => {
      await stack.pay(reqId, first.sats + excess, 0)
      await stack.pay(reqId, second.sats, 1)
      await stack.mine(24)
    })
    await stack.minted(reqId, 15_000, 0)
    await stack.minted(reqId, 15_000, 1)
    const held = await until('the excess in escrow', async () => {
      const share = await stack.deposit(reqId, 0)
      return share?.paidSats === first.sats + excess ? share : null
    })
    expect(held).toMatchObject({ state: 'Minted', mintedSats: first.sats, position: 1 })

    const on = { address: contracts.StakerRegistry, abi: stakerRegistryAbi } as const
    const price = await evm.readContract({ ...on, functionName: 'price' })
    await stack.control('/price', { satsPerToken: String((price * 11n) / 10n / 100_000_000n) })
    await until('the excess minted', async () => {
      const share = await stack.deposit(reqId, 0)
      return share?.mintedSats === first.sats + excess
    })
    const selectors = (await stack.transactionsOf([key.address], 0n)).map(({ selector }) => selector)
    expect(selectors).toContain(toFunctionSelector('drainEscrow(address)'))
    expect(selectors).toContain(
      toFunctionSelector(
        'executeDeposits(uint256[],uint8[],(bytes,uint256,bytes,bytes32[],(bytes,bytes32[],uint256)[]))',
      ),
    )
  })

  test('behavior: not one transaction reverted', async () => {
    const sent = await stack.transactionsOf([key.address], 0n)
    expect(sent.filter(({ status }) => status !== 'success')).toEqual([])
    // Thousands of blocks at once keep the local adapter busy longer than the keeper waits; nothing else may fail.
    expect(keeper.of('job.failed').filter(({ code }) => code !== 'keeper.no_endpoint.bitcoin')).toEqual([])
  })
})
