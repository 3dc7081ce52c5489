import { pad } from 'viem'
import { expect, test } from 'vitest'
import type { SettleAction } from '../decide/settle.ts'
import type { Call, Outcome } from '../execution/executor.ts'
import { SettleActions } from './settle-actions.ts'

const at = (n: number) => pad(`0x${n.toString(16)}`, { size: 20 })
const contracts = { bridge: at(1), minter: at(2), relay: at(3), registry: at(4), withdrawals: at(5) }
const perform = async (action: SettleAction, outcome: Outcome = { status: 'backoff' }) => {
  const calls: Call[] = []
  const executor = {
    perform: async (call: Call) => {
      calls.push(call)
      return outcome
    },
  }
  const book = { open: [] }
  const actions = new SettleActions({ executor, contracts } as never, book as never, {} as never)
  await actions.perform(action, { tip: { height: 9 } } as never)
  return { calls, actions }
}

test('T30 behavior: refreshed weights stay in the spare half of the gas, draws do not', async () => {
  const refreshed = await perform({ kind: 'refresh', stakerId: 3n, staker: at(9) } as never)
  expect(refreshed.calls).toMatchObject([{ key: 'settle.refresh:3', to: contracts.registry, spare: true }])
  const resolved = await perform({ kind: 'resolve', reqId: 7n, drawBlock: 5n } as never)
  expect(resolved.calls).toMatchObject([{ key: 'settle.resolve:7', turn: 'settle.resolve of 5' }])
  expect(resolved.calls[0]?.spare).toBeUndefined()
})

test('behavior: what somebody recorded already is not recorded again', async () => {
  const expire = { kind: 'expire', reqId: 7n, share: 0, why: 'refund-window' } as never
  const wrong = await perform(expire, {
    status: 'skipped',
    reason: 'EntanglementManager_WrongState',
  } as never)
  expect([...wrong.actions.recorded]).toEqual(['7.0'])
  const other = await perform(expire, {
    status: 'skipped',
    reason: 'EntanglementManager_NotExpired',
  } as never)
  expect([...other.actions.recorded]).toEqual([])
})
