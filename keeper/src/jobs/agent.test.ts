import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { beforeEach, describe, expect, test } from 'vitest'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { AgentWorld } from '../../test/agent-world.ts'

let world: AgentWorld
beforeEach(() => {
  world = new AgentWorld()
})
const hashOf = (script: Uint8Array) => bytesToHex(sha256(script))
const payout = (n: number) => `0014${n.toString(16).padStart(40, '0')}`
const owe = (reqId: bigint, fee = 2_000n, payoutSats = 200_000n, state = 'Pending') =>
  world.shares.set(reqId, {
    state,
    sats: payoutSats + fee,
    payoutSats,
    payoutScript: `0x${payout(Number(reqId))}`,
  })
const actions = (event: string) => world.of(event).map(({ action }) => action)

describe('sweeps', () => {
  test('X8 behavior: deposits that are minted go to the own script although the first round found no staker', async () => {
    let asked = 0
    const registered = world.registered
    world.registered = () => (++asked === 1 ? '0x' : registered())
    world.deposit(1n, 500_000n, 200)
    await world.live(2)
    expect(world.of('tick.failed')).toHaveLength(1)
    expect(world.of('agent.swept')).toMatchObject([{ reqIds: ['1'] }])
  })

  test('X8 behavior: one deposit whose script is too much to be read keeps no other from being swept, and is swept itself', async () => {
    world.deposit(1n, 500_000n, 200)
    world.deposit(2n, 700_000n, 300)
    const flooded = hashOf(world.depositScript(1n, 200))
    world.fault = (path) =>
      path.includes(flooded) ? { status: 400, body: 'Too many history entries' } : null
    await world.live(1)
    expect(world.of('agent.swept')).toMatchObject([{ reqIds: ['2', '1'] }])
    expect(world.of('tick.failed')).toEqual([])
  })

  test('X8 behavior: nor does one that cannot be found at all', async () => {
    const txid = world.deposit(1n, 500_000n, 200)
    world.deposit(2n, 700_000n, 300)
    const flooded = hashOf(world.depositScript(1n, 200))
    world.fault = (path) =>
      path.includes(flooded) || path.includes(txid) ? { status: 503, body: 'no' } : null
    await world.live(2)
    expect(world.of('agent.swept')[0]).toMatchObject({ reqIds: ['2'] })
    expect(actions('agent.failed')).toEqual(['agent.sweep:1.0'])
    expect(world.of('endpoint.down')).toEqual([])
  })

  test('X13 behavior: fees for which fifty coins are too much at once stop neither them nor what is worth more', async () => {
    for (let reqId = 1n; reqId <= 50n; reqId++) world.deposit(reqId, 30_000n, 200)
    world.deposit(51n, 1_000_000_000n, 201)
    const dear = { KEEPER_AGENT_MAX_RATE: '60' }
    world.fault = (path) => (path === '/fee-estimates' ? { status: 200, body: '{"1":60,"6":60}' } : null)
    await world.live(1, dear)
    const [swept] = world.of('agent.swept')
    expect(swept?.reqIds).toContain('51')
    expect(Number(swept?.feeSats)).toBeLessThanOrEqual(55_000)
    expect(world.of('tick.failed')).toEqual([])
  })

  test('X13 behavior: sweeps go on when the fees of a day are used up by payments', async () => {
    world.deposit(1n, 500_000n, 200)
    await world.live(1, { KEEPER_AGENT_DAILY_FEE_SATS: '1' })
    expect(world.of('agent.swept')).toHaveLength(1)
  })
})

describe('payments', () => {
  test('X8 behavior: a payout script that no server can read holds up neither other shares nor sweeps', async () => {
    for (let coin = 0; coin < 6; coin++) world.coin(1_000_000n)
    owe(1n, 2_000n, 300_000n)
    owe(2n)
    world.deposit(3n, 500_000n, 200)
    const hard = hashOf(fromHex(`0x${payout(1)}`))
    world.fault = (path) => (path.includes(hard) ? 'hang' : null)
    await world.live(1)
    expect(actions('agent.paid')).toEqual(['agent.pay:1.0', 'agent.pay:2.0'])
    expect(world.of('agent.swept')).toHaveLength(1)
    expect(world.of('endpoint.down')).toEqual([])
  })

  test('X8 behavior: a page of the own script that strangers have made twenty megabytes heavy is read all the same', async () => {
    world.coin(1_000_000n)
    owe(1n)
    const script = hashOf(fromHex(`0x${world.ownScript}`))
    world.pad = (path) => (path.includes(script) ? 20_000_000 : 0)
    await world.live(1)
    expect(actions('agent.paid')).toEqual(['agent.pay:1.0'])
  })

  test('T11 behavior: a halt, which moves deadlines with every block, keeps no withdrawal waiting', async () => {
    world.coin(1_000_000n)
    owe(1n)
    world.halted = true
    await world.live(1)
    expect(actions('agent.paid')).toEqual(['agent.pay:1.0'])
  })

  test('T12 behavior: one share that fails is said, the others are paid', async () => {
    for (let coin = 0; coin < 6; coin++) world.coin(1_000_000n)
    owe(1n, 2_000n, 300_000n)
    owe(2n)
    let failed = false
    world.fault = (path) => {
      if (failed || !path.endsWith('/outspends')) return null
      failed = true
      return { status: 503, body: 'no' }
    }
    await world.live(1)
    expect(actions('agent.failed')).toEqual(['agent.pay:1.0'])
    expect(actions('agent.paid')).toEqual(['agent.pay:2.0'])
  })

  test('X13 behavior: what withdrawers pay for uses up no budget, and is paid when the budget is used up', async () => {
    for (let coin = 0; coin < 6; coin++) world.coin(1_000_000n)
    owe(1n, 30_000n)
    owe(2n, 10n)
    owe(3n, 30_000n)
    await world.live(1, { KEEPER_AGENT_DAILY_FEE_SATS: '5' })
    expect(actions('agent.paid').toSorted()).toEqual(['agent.pay:1.0', 'agent.pay:3.0'])
    expect(actions('agent.too-dear')).toEqual(['agent.pay:2.0'])
  })

  test.each([0, 60])(
    'X13 behavior: with memory lost and %i transactions of dust over it an own payment is found and bumped',
    async (dust) => {
      const from = world.coin(1_000_000n)
      owe(1n)
      const outputs = [
        { script: payout(1), sats: 200_000n },
        { script: `6a0d${world.marking(1n).slice(2)}`, sats: 0n },
        { script: world.ownScript, sats: 799_800n },
      ]
      for (let sent = 0; sent < dust; sent++) world.send([{ script: world.ownScript, sats: 330n }], null)
      const txid = world.send(outputs, null, { txid: from, vout: 0 })
      await world.live(1)
      expect(world.of('agent.bumped')).toMatchObject([{ replaces: txid }])
      expect(world.of('agent.waiting')).toEqual([])
    },
  )

  test('T12 behavior: a payment that was counted is not taken back when a reorganisation makes it unmined again', async () => {
    const from = world.coin(1_000_000n)
    owe(1n, 2_000n, 200_000n, 'Paid')
    const outputs = [
      { script: payout(1), sats: 200_000n },
      { script: `6a0d${world.marking(1n).slice(2)}`, sats: 0n },
      { script: world.ownScript, sats: 790_000n },
    ]
    const txid = world.send(outputs, null, { txid: from, vout: 0 })
    world.counted.set(`${txid}:0`, 0n)
    await world.live(2)
    expect(world.of('agent.cancelled')).toEqual([])
    world.counted.clear()
    await world.live(1)
    expect(world.of('agent.cancelled'), 'paid by another one: it is taken back').toHaveLength(1)
  })
})
