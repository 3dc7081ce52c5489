import { payment, request, share, step } from 'ponder:schema'
import { expect, it } from 'vitest'
import { depositStates } from '../../lib/core/deposit-state.ts'
import { handledEvents } from '../handled-events.ts'
import { runInMemory, wire } from './memory-run.ts'

it('R46 the helpers leave the rows of deposits that a replay of the same events gives, whatever happens', async () => {
  const { db, expected, seen, parts, seconds } = await runInMemory(11, 6_000)
  const deposits = expected.requests.filter(({ kind }) => kind === 'deposit')
  expect(deposits.length).toBeGreaterThan(150)
  const bare = (rows: unknown) => (rows as Record<string, unknown>[]).map(({ position: _, ...row }) => row)
  for (const { kind: _, position: __, ...row } of deposits) {
    const [found] = parts(request, row.reqId)
    const eventless = (table: object) => parts(table, row.reqId).map(({ eventId: _, ...one }) => one)
    const until = found?.offerUntil ?? null
    const whole = {
      ...found,
      offerUntil: until === null ? null : Number(until) + seconds,
      shares: parts(share, row.reqId),
      payments: eventless(payment),
      steps: eventless(step),
    }
    expect(wire(whole)).toEqual(wire({ ...row, shares: bare(row.shares) }))
  }

  // a history in which something never happens would say nothing about it
  const states = new Set(
    deposits.flatMap((row) => [row.state, ...bare(row.shares).map(({ state }) => state)]),
  )
  expect([...states].sort()).toEqual(depositStates.filter((state) => state !== 'None').sort())
  const rows = db.rows(share)
  expect(rows.some(({ sweptSats, issuedSats }) => Number(sweptSats) > Number(issuedSats))).toBe(true)
  expect(rows.some(({ waitsForLimit }) => waitsForLimit)).toBe(true)
  expect(new Set(db.rows(payment).map(({ reorg }) => reorg))).toEqual(new Set([null, 'open', 'owed']))
  for (const source of ['EntanglementManager', 'DepositMinter'] as const)
    for (const name of handledEvents[source]) expect(seen).toContain(`${source}:${name}`)
}, 60_000)
