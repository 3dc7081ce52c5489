/** A header of Bitcoin's chain, as far as the decision needs it. */
export interface NewHeader {
  height: number
  /** seconds */
  time: number
  /** 2^256 / (target + 1) */
  work: bigint
}

export interface RelaySituation {
  /** highest height at which the contract and Bitcoin agree */
  forkHeight: number
  /** height of the contract's tip */
  relayHeight: number
  /** work of the contract's blocks above the fork */
  replacedWork: bigint
  /** Bitcoin's headers from `forkHeight` + 1, consecutive */
  headers: readonly NewHeader[]
  /** time of the newest EVM block, seconds */
  evmTime: bigint
  /** most headers in one transaction */
  batch: number
}

export type RelayDecision =
  | { kind: 'idle' }
  /** `submitHeaders` with the headers up to `to` */
  | { kind: 'extend'; to: number }
  /** `submitBranch` on `forkHeight` with the headers up to `to` */
  | { kind: 'branch'; to: number }
  | { kind: 'wait'; reason: 'too-new'; height: number; seconds: number }
  | { kind: 'wait'; reason: 'not-heavier'; behind: bigint }
  | { kind: 'wait'; reason: 'too-deep'; needed: number }

/** The relay takes no header whose time is further ahead of the EVM's (`BitcoinRelay_TimeTooNew`). */
const MAX_AHEAD_SECONDS = 7200n
/** 64 KiB of calldata: what the policy lets pass, context headers included. */
export const MAX_BRANCH_HEADERS = 800

/** What brings the contract nearer to Bitcoin's chain. Pure. */
export function decideRelay(s: RelaySituation): RelayDecision {
  if (s.headers.length === 0) return { kind: 'idle' }
  const tooNew = s.headers.findIndex((header) => BigInt(header.time) > s.evmTime + MAX_AHEAD_SECONDS)
  const usable = tooNew < 0 ? s.headers : s.headers.slice(0, tooNew)
  const blocked = s.headers[tooNew]
  const waitForTime: RelayDecision | null = blocked
    ? {
        kind: 'wait',
        reason: 'too-new',
        height: blocked.height,
        seconds: Number(BigInt(blocked.time) - s.evmTime - MAX_AHEAD_SECONDS),
      }
    : null

  if (s.forkHeight === s.relayHeight) {
    const last = usable.slice(0, s.batch).at(-1)
    return last ? { kind: 'extend', to: last.height } : (waitForTime ?? { kind: 'idle' })
  }

  // A branch counts only when it is heavier in one call, so it may have to be longer than a batch.
  let work = 0n
  let needed = 0
  for (const header of usable) {
    if (work > s.replacedWork) break
    work += header.work
    needed += 1
  }
  if (work <= s.replacedWork)
    return waitForTime ?? { kind: 'wait', reason: 'not-heavier', behind: s.replacedWork - work }
  if (needed > MAX_BRANCH_HEADERS) return { kind: 'wait', reason: 'too-deep', needed }
  const last = usable.slice(0, Math.max(needed, s.batch)).at(-1)
  return last ? { kind: 'branch', to: last.height } : { kind: 'idle' }
}
