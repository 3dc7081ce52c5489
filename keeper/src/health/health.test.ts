import { expect, test } from 'vitest'
import { assessHealth, type HealthFacts } from './health.ts'

const facts = (change: Partial<HealthFacts> = {}): HealthFacts => ({
  now: 1_000_000,
  startedAt: 0,
  jobs: [{ name: 'relay', lastSuccessAt: 999_000, lastError: null }],
  evm: [
    { name: 'a#0', state: 'live', height: 10 },
    { name: 'b#1', state: 'up', height: 7 },
  ],
  bitcoin: [{ name: 'c#0', state: 'up', height: null }],
  queue: { depth: 0, oldestMs: 0, waiting: null },
  balanceWei: 10n,
  minBalanceWei: 5n,
  relayLag: 0,
  ...change,
})

test('default: works', () => {
  expect(assessHealth(facts())).toMatchObject({
    ok: true,
    problems: [],
    uptimeSeconds: 1000,
    jobs: [{ name: 'relay', ageSeconds: 1 }],
    sources: { evm: [{ lag: 0 }, { lag: 3 }], bitcoin: [{ height: null, lag: null }] },
    balanceWei: '10',
  })
})

test.each<[string, Partial<HealthFacts>, boolean]>([
  [
    'a job without success for a minute',
    { jobs: [{ name: 'relay', lastSuccessAt: 1, lastError: 'x' }] },
    false,
  ],
  ['a job that never worked', { jobs: [{ name: 'relay', lastSuccessAt: null, lastError: null }] }, false],
  ['gas above the cap', { queue: { depth: 0, oldestMs: 0, waiting: 'fee' } }, false],
  ['a stuck transaction', { queue: { depth: 1, oldestMs: 121_000, waiting: null } }, false],
  ['little gas money', { balanceWei: 4n }, true],
  ['an endpoint that lies', { bitcoin: [{ name: 'c#0', state: 'dropped', height: 3 }] }, true],
])('behavior: names %s', (_name, change, ok) => {
  const health = assessHealth(facts(change))
  expect(health.ok).toBe(ok)
  expect(health.problems).toHaveLength(1)
})

test('behavior: a balance that was not read is null, not zero, and no alarm', () => {
  expect(assessHealth(facts({ balanceWei: null }))).toMatchObject({
    ok: true,
    balanceWei: null,
    problems: [],
  })
})
