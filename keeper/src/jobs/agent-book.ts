import { requestIdsAbi } from '../../../contracts-abi/request-ids.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import type { OwedShare, WithdrawalHead } from '../../../lib/core/owed-share.ts'
import { read } from '../../../lib/evm/read.ts'
import { readDepositShares } from '../../../lib/evm/read-deposit-shares.ts'
import { readOwedShare } from '../../../lib/evm/read-owed-share.ts'
import { readWithdrawalHead } from '../../../lib/evm/read-withdrawal-head.ts'
import { depositKey } from '../decide/deposit-key.ts'
import type { AgentDeps } from './agent-context.ts'

/** ids read in one round; with more open ones the rounds take turns */
const window = 200

/**
 * Which minted deposits and which shares of withdrawals concern a set of stakers. Read from the contracts' views at a block
 * deep enough to stay; what has ended there is not read again. Losing it costs one walk over all ids.
 */
export class AgentBook {
  readonly #d: Pick<AgentDeps, 'evm' | 'contracts' | 'config'>
  readonly #minted = new Map<string, Deposit>()
  /** minted shares of which nothing was left to sweep, and how much had been paid to each by then */
  readonly #swept = new Map<string, bigint>()
  readonly #shares = new Map<bigint, OwedShare[]>()
  readonly #closed = new Set<bigint>()
  /** what the owner of each of the stakers' shares pays for its miner fee, in sats, also of those that are over */
  readonly #credits = new Map<string, { staker: string; sats: bigint }>()
  #stakers = new Set<string>()
  #rotation: bigint[] = []
  /** open withdrawals still to be read in this turn */
  #turn: bigint[] = []
  #newest = 0n
  /** Bitcoin height of the newest deposit: the relay has come so far at least */
  #height = 0

  constructor(deps: Pick<AgentDeps, 'evm' | 'contracts' | 'config'>) {
    this.#d = deps
  }

  mintedOf(staker: string): Deposit[] {
    return [...this.#minted.values()].filter((deposit) => same(deposit.assignment?.staker, staker))
  }

  /** Shares that a payment still counts for. */
  sharesOf(staker: string): OwedShare[] {
    return [...this.#shares.values()].flat().filter((share) => same(share.staker, staker))
  }

  /** Sats of miner fee that the owner of a share pays to this staker for it. */
  creditOf(id: { reqId: bigint; share: number }, staker: string): bigint {
    const credit = this.#credits.get(depositKey(id))
    return credit && same(credit.staker, staker) ? credit.sats : 0n
  }

  /** Nothing of a share is left to sweep, until more is paid to it. */
  close(deposit: Deposit): void {
    const key = depositKey(deposit)
    this.#minted.delete(key)
    this.#swept.set(key, deposit.mintedSats)
  }

  /** @param stakers whose requests are kept @returns false while older ids are still to be read */
  async update(stakers: readonly string[]): Promise<boolean> {
    const { evm, contracts, config } = this.#d
    // What was nobody's may be a new staker's: everything is looked at again.
    if (stakers.some((staker) => !this.#stakers.has(staker))) this.#forget()
    this.#stakers = new Set(stakers)
    if (stakers.length === 0) return false
    const found = await evm.read('requests', async (client, head) => {
      const at = { blockNumber: head > config.evmDepth ? head - config.evmDepth : 0n }
      const last = await read(client, contracts.requestIds, requestIdsAbi, 'last', [], at)
      const ids = this.#due(last)
      const requests = await Promise.all(
        ids.map(async (reqId) => {
          const [deposits, withdrawal] = await Promise.all([
            readDepositShares(client, contracts.bridge, reqId, at),
            readWithdrawalHead(client, contracts.withdrawals, reqId, at),
          ])
          const numbers = Array.from({ length: withdrawal?.shareCount ?? 0 }, (_, share) => share)
          const shares = await Promise.all(
            numbers.map((share) =>
              withdrawal ? readOwedShare(client, contracts.withdrawals, withdrawal, share, at) : null,
            ),
          )
          return { reqId, deposits, withdrawal, shares: shares.filter((share) => share !== null) }
        }),
      )
      return { last, requests }
    })
    for (const { reqId, deposits, withdrawal, shares } of found.requests) {
      this.#rotation = this.#rotation.filter((id) => id !== reqId)
      this.#turn = this.#turn.filter((id) => id !== reqId)
      if (deposits.length > 0) this.#deposit(reqId, deposits, stakers)
      if (withdrawal) this.#withdrawal(reqId, withdrawal, shares, stakers)
      // An id of another kind of request.
      if (deposits.length === 0 && !withdrawal) this.#closed.add(reqId)
    }
    this.#newest = found.last
    return this.#rotation.length === 0
  }

  #forget(): void {
    this.#closed.clear()
    this.#rotation = []
    this.#newest = 0n
  }

  /** New ids first, then in turns what is known to be open and what was not read yet. Asked twice for two endpoints: the same. */
  #due(last: bigint): bigint[] {
    const due = new Set<bigint>()
    for (let id = last; id > this.#newest && due.size < window; id--) due.add(id)
    // A share is read anew before it is paid, so many that are open may wait for their turn here.
    if (this.#turn.length === 0) this.#turn = [...this.#shares.keys()]
    for (const id of this.#turn.slice(0, window)) due.add(id)
    if (this.#rotation.length === 0)
      for (let id = last; id > 0n; id--) if (!this.#closed.has(id)) this.#rotation.push(id)
    for (const id of this.#rotation.slice(0, window)) due.add(id)
    return [...due]
  }

  /** A deposit is over for its stakers once its coins can be taken back: until then more may be paid to it and minted. */
  #deposit(reqId: bigint, shares: readonly Deposit[], stakers: readonly string[]): void {
    for (const deposit of shares) {
      this.#height = Math.max(this.#height, deposit.requestHeight)
      const key = depositKey(deposit)
      const mine = stakers.some((staker) => same(deposit.assignment?.staker, staker))
      const swept = this.#swept.get(key) ?? -1n
      if (deposit.state === 'Minted' && mine && deposit.mintedSats > swept) this.#minted.set(key, deposit)
      else this.#minted.delete(key)
    }
    const elsewhere =
      shares.every(({ assignment }) => assignment !== null) && !this.#concerns(shares, stakers)
    const over = shares.every(
      ({ state, refundHeight }) => state === 'Cancelled' || this.#height >= refundHeight,
    )
    if (elsewhere || over) this.#closed.add(reqId)
  }

  #concerns(shares: readonly Deposit[], stakers: readonly string[]): boolean {
    return shares.some(({ assignment }) => stakers.some((staker) => same(assignment?.staker, staker)))
  }

  #withdrawal(
    reqId: bigint,
    { state }: WithdrawalHead,
    shares: OwedShare[],
    stakers: readonly string[],
  ): void {
    for (const { share, staker, sats, payoutSats } of shares)
      if (stakers.some((one) => same(one, staker)))
        this.#credits.set(depositKey({ reqId, share }), { staker, sats: sats - payoutSats })
    const open = shares.filter((share) => share.state === 'Pending' || share.state === 'TimedOut')
    if (open.length > 0) this.#shares.set(reqId, open)
    else this.#shares.delete(reqId)
    if (state === 'Complete' || state === 'Failed' || state === 'Cancelled') this.#closed.add(reqId)
  }
}

export function same(a: string | undefined, b: string): boolean {
  return a !== undefined && a.toLowerCase() === b.toLowerCase()
}
