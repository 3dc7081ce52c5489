import { listDeposits } from './deposits.ts'
import type { RequestFilter } from './filter.ts'
import { listWithdrawals } from './withdrawals.ts'

/** Requests of both kinds, newest first: all share one sequence of ids, so the newest of each are the newest of all. */
export async function listRequests(filter: RequestFilter) {
  const [deposits, withdrawals] = await Promise.all([
    filter.kind === 'withdrawal' ? [] : listDeposits(filter),
    filter.kind === 'deposit' ? [] : listWithdrawals(filter),
  ])
  return [...deposits, ...withdrawals].sort((a, b) => (a.reqId < b.reqId ? 1 : -1)).slice(0, filter.limit)
}

const ANY = {
  kind: null,
  before: null,
  limit: 1,
  state: null,
  account: null,
  other: null,
  owner: null,
  staker: null,
  txid: null,
  script: null,
  tx: null,
  open: false,
}

/** @returns null when the index has no such request */
export async function oneRequest(reqId: bigint) {
  return (await listRequests({ ...ANY, reqId }))[0] ?? null
}
