import { staker, withdrawal, withdrawalShare, withdrawalStep } from 'ponder:schema'
import { expect, it } from 'vitest'
import { handledEvents } from '../handled-events.ts'
import { runInMemory, wire } from './memory-run.ts'

it('R46 the helpers leave the rows of withdrawals that a replay of the same events gives, whatever happens', async () => {
  const { db, expected, seen, parts } = await runInMemory(7, 6_000)
  const withdrawals = expected.requests.filter(({ kind }) => kind === 'withdrawal')
  expect(withdrawals.length).toBeGreaterThan(150)
  for (const { kind: _, position: __, ...row } of withdrawals) {
    const [found] = parts(withdrawal, row.reqId)
    const steps = parts(withdrawalStep, row.reqId).map(({ eventId: _, ...one }) => one)
    expect(wire({ ...found, shares: parts(withdrawalShare, row.reqId), steps })).toEqual(wire(row))
  }
  const about = ({ weightSats: _, holderWeightSats: __, ...row }: Record<string, unknown>) => wire(row)
  expect(db.rows(staker).map(about)).toEqual(expected.stakers.map(about))

  // a history in which something never happens would say nothing about it
  const states = new Set(expected.states.map(({ state }) => state))
  expect([...states].sort()).toEqual(
    ['Assigned', 'Cancelled', 'Complete', 'Failed', 'PartlyPaid', 'Queued', 'Requested'].sort(),
  )
  for (const name of handledEvents.WithdrawalManager) expect(seen).toContain(`WithdrawalManager:${name}`)
}, 60_000)
