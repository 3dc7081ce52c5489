import { DepositAddressMismatchError, RpcUnavailableError } from '../../errors/contract.ts'
import type { ReadClient } from '../../evm/clients.ts'
import {
  type AddressQuestion,
  type VerifiedDepositAddress,
  verifyDepositAddress,
} from '../../evm/verify-deposit-address.ts'

export type AgreedAddress = VerifiedDepositAddress & Readonly<{ endpoints: number }>

/**
 * The Bitcoin address that every endpoint leads to: computed here once for each, over the wallet's own provider and the
 * every configured RPC, and equal everywhere (T32). An endpoint that does not answer is left out and not counted.
 *
 * @returns `endpoints` how many agreed
 * @throws {DepositAddressMismatchError} as soon as one says something else: show nothing payable
 * @throws {RpcUnavailableError} when none answers, or only one of several while no server named the script
 */
export async function agreeOnAddress(
  readers: readonly ReadClient[],
  question: AddressQuestion,
): Promise<AgreedAddress> {
  const results = await Promise.allSettled(readers.map((client) => verifyDepositAddress(client, question)))
  const mismatch = results.find(
    (result) => result.status === 'rejected' && result.reason instanceof DepositAddressMismatchError,
  )
  if (mismatch?.status === 'rejected') throw mismatch.reason
  const found = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const [first] = found
  // Without this server's word, one endpoint alone would be believed whatever it says.
  if (found.length === 1 && readers.length > 1 && question.claimedScript == null)
    throw new RpcUnavailableError()
  if (!first) {
    const failed = results.find((result) => result.status === 'rejected')
    throw failed?.status === 'rejected' ? failed.reason : new RpcUnavailableError()
  }
  for (const other of found)
    if (
      other.script !== first.script ||
      other.deposit.sats !== first.deposit.sats ||
      other.deposit.recipient !== first.deposit.recipient
    )
      throw new DepositAddressMismatchError('script', first.script, other.script)
  return { ...first, endpoints: found.length }
}
