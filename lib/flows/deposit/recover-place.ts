import { RpcUnavailableError } from '../../errors/contract.ts'
import { RecoverSendError } from '../../errors/recover.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { type AddressQuestion, verifyDepositAddress } from '../../evm/verify-deposit-address.ts'
import type { RecoverPlace } from './draft-recover.ts'

/**
 * What can be taken back, from the chain alone: no word of this server's index goes into it, so neither a broken nor a
 * lying one stands in the way. One endpoint that answers is enough: a script that it made up holds no coin of the person,
 * and a signature is good for that script only.
 * @throws {RecoverSendError} `not_ready` when it may still be minted
 * @throws {DepositAddressMismatchError | RpcUnavailableError} no endpoint gives an answer that holds
 */
export async function recoverPlace(
  witnesses: readonly ReadClient[],
  question: Omit<AddressQuestion, 'claimedScript'>,
): Promise<RecoverPlace> {
  const asked = witnesses.map((client) => verifyDepositAddress(client, question))
  const { script, witnessScript, deposit } = await Promise.any(asked).catch((error: unknown) => {
    throw (error instanceof AggregateError ? error.errors[0] : error) ?? new RpcUnavailableError()
  })
  const { state, swept, refundHeight, refundPubKeyHash, paidSats, mintedSats } = deposit
  // of a share that was minted, in whole or in part, what was paid beyond it, and of one that its staker took a coin of, what it
  // left; who asks whether there is anything is told so by its coins
  if (state !== 'Refundable' && state !== 'Minted' && !swept && mintedSats === 0n)
    throw new RecoverSendError('not_ready')
  return {
    network: question.network,
    script,
    witnessScript,
    refundHeight,
    refundPubKeyHash,
    paidSats,
    mintedSats,
  }
}
