import type { Address } from 'viem'
import type { Deposit } from '../core/deposit-state.ts'
import type { ReadClient } from './clients.ts'
import type { ReadAt } from './read.ts'
import { readDeposit } from './read-deposit.ts'

/**
 * All shares of a deposit in order, as the chain holds them at one block; empty when there is no request with this id.
 * @throws {ContractError} when the chain cannot be read
 */
export const readDepositShares = async (
  client: ReadClient,
  manager: Address,
  reqId: bigint,
  at: Required<ReadAt>,
): Promise<readonly Deposit[]> => {
  const first = await readDeposit(client, manager, reqId, 0, at)
  if (first === null) return []
  const others = Array.from({ length: first.shareCount - 1 }, (_, more) =>
    readDeposit(client, manager, reqId, more + 1, at),
  )
  return [first, ...(await Promise.all(others)).filter((share) => share !== null)]
}
