import type { Address, Hex } from 'viem'
import type { WithdrawalQuote } from '../../core/quote-withdrawal.ts'
import type { Sat } from '../../core/units.ts'
import { arrivesBy } from '../../core/withdrawal-arrives.ts'
import { RpcUnavailableError } from '../../errors/contract.ts'
import {
  StakerPayoutError,
  WithdrawalBalanceError,
  WithdrawalQuoteChangedError,
} from '../../errors/withdraw.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { readIsStakerScript } from '../../evm/read-is-staker-script.ts'
import { type Holding, readQpBtc } from '../../evm/read-qpbtc.ts'
import { readWithdrawalQuote } from '../../evm/read-withdrawal-quote.ts'

export type WithdrawalContracts = Readonly<{ withdrawals: Address; registry: Address; token: Address }>
export type WithdrawalDraft = Readonly<{
  sats: Sat
  payoutScript: Hex
  maxFeeSats: Sat
  /** what the person was shown to arrive in all, the queued part counted as one share */
  shownArrivesSats: Sat
}>
export type Terms = Readonly<{ quote: WithdrawalQuote; holding: Holding }>

/**
 * What a withdrawal costs and whether it can be paid for, by every endpoint that answers, at the moment of signing. The
 * worst of their answers counts.
 * @throws {WithdrawalQuoteChangedError} when less would arrive than was shown
 * @throws {WithdrawalBalanceError} @throws {StakerPayoutError} @throws {ContractError} when none answers
 */
export async function readTerms(
  readers: readonly ReadClient[],
  contracts: WithdrawalContracts,
  owner: Address,
  draft: WithdrawalDraft,
): Promise<Terms> {
  const { withdrawals, registry, token } = contracts
  const answers = await Promise.allSettled(
    readers.map((client) =>
      Promise.all([
        readWithdrawalQuote(client, withdrawals, draft.sats, draft.maxFeeSats),
        readQpBtc(client, token, owner, withdrawals),
        readIsStakerScript(client, registry, draft.payoutScript),
      ]),
    ),
  )
  const given = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const [first] = given
  if (!first) throw answers[0]?.status === 'rejected' ? answers[0].reason : new RpcUnavailableError()
  for (const [quote, { balanceSats }, isStaker] of given) {
    if (isStaker) throw new StakerPayoutError()
    if (balanceSats < draft.sats) throw new WithdrawalBalanceError(draft.sats, balanceSats)
    const arrives = arrivesBy(quote, draft.maxFeeSats)
    if (arrives < draft.shownArrivesSats)
      throw new WithdrawalQuoteChangedError(draft.shownArrivesSats, arrives)
  }
  return { quote: first[0], holding: first[1] }
}
