import type { Address } from 'viem'
import { buildProof } from '../../bitcoin/build-proof.ts'
import { parseTransaction } from '../../bitcoin/parse-transaction.ts'
import type { ContractCall } from '../../evm/contract-call.ts'
import type { CountedPayment } from '../../evm/report-reorg.ts'
import { reproveDeposit } from '../../evm/reprove-deposit.ts'
import { ownEsplora } from './own-esplora.ts'

/**
 * The proof that a payment whose block Bitcoin took back is in another one now.
 * @throws {ProofError} `confirmations` while it is in none @throws {EsploraError}
 */
export async function proveAgain(minter: Address, payment: CountedPayment): Promise<ContractCall> {
  const { proof } = await buildProof(ownEsplora(), payment.txid, parseTransaction)
  return reproveDeposit(minter, payment, proof)
}
