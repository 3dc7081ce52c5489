import type { Address } from 'viem'
import { buildProof } from '../../bitcoin/build-proof.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { stripTransaction } from '../../bitcoin/strip-transaction.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import { ProofError } from '../../errors/proof.ts'
import type { ContractCall } from '../../evm/contract-call.ts'
import { proveSweep } from '../../evm/prove-sweep.ts'
import { ownEsplora } from './own-esplora.ts'
import type { SharePayment } from './share-watch.ts'

/**
 * The proof that a share's staker took a coin before it was minted: below the refund height nobody else could.
 * @throws {ProofError} `confirmations` when no coin was taken in a block @throws {EsploraError}
 */
export async function proveTaken(
  minter: Address,
  { reqId, share, refundHeight }: Pick<Deposit, 'reqId' | 'share' | 'refundHeight'>,
  payments: readonly SharePayment[],
): Promise<ContractCall> {
  // the newest: what was counted first is what was minted
  const taken = payments.findLast(
    ({ counted, spend }) =>
      counted && spend?.by === 'staker' && spend.height !== null && spend.height < refundHeight,
  )
  if (!taken?.spend) throw new ProofError('confirmations')
  const esplora = ownEsplora()
  const { txid, vout, spend } = taken
  const [raw, { proof }] = await Promise.all([esplora.transactionHex(txid), buildProof(esplora, spend.txid)])
  return proveSweep(minter, { reqId, share, txid, vout }, toHex(stripTransaction(fromHex(raw))), proof)
}
