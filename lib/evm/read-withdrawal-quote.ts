import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import type { WithdrawalQuote } from '../core/quote-withdrawal.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** What a withdrawal would cost and how it would be split now: `quoteWithdrawal`. @throws {ContractError} */
export const readWithdrawalQuote = async (
  client: ReadClient,
  withdrawals: Address,
  sats: Sat,
  maxFeeSats: Sat,
  at?: ReadAt,
): Promise<WithdrawalQuote> => {
  const quote = await read(
    client,
    withdrawals,
    withdrawalManagerAbi,
    'quoteWithdrawal',
    [sats, maxFeeSats],
    at,
  )
  return {
    feeSats: toSat(quote.feeSats),
    minSats: toSat(quote.minSats),
    queuedSats: toSat(quote.queuedSats),
    confirmations: Number(quote.confirmations),
    shareSats: quote.shareSats.map(toSat),
  }
}
