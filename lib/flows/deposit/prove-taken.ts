import { type Address, zeroAddress } from 'viem'
import { buildProof } from '../../bitcoin/build-proof.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { parseTransaction } from '../../bitcoin/parse-transaction.ts'
import { stripTransaction } from '../../bitcoin/strip-transaction.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import { ContractRevertError } from '../../errors/contract.ts'
import { ProofError } from '../../errors/proof.ts'
import type { ReadClient } from '../../evm/clients.ts'
import type { ContractCall } from '../../evm/contract-call.ts'
import { proveSweep } from '../../evm/prove-sweep.ts'
import { simulateCall } from '../../evm/simulate-call.ts'
import { ownEsplora } from './own-esplora.ts'
import type { SharePayment } from './share-watch.ts'

/**
 * The proof that a share's staker took a coin before it was minted: up to the refund height nobody else could. Of several coins
 * the newest that the contract does not know as taken yet: what was counted first is what was minted, and no view tells which
 * are proven. Only when more is proven than was minted does the right last, so it may take one proof for each.
 * @throws {ProofError} `confirmations` when no coin was taken in a block
 * @throws {ContractError} when the contract takes none of them @throws {EsploraError}
 */
export async function proveTaken(
  client: ReadClient,
  minter: Address,
  { reqId, share, refundHeight }: Pick<Deposit, 'reqId' | 'share' | 'refundHeight'>,
  payments: readonly SharePayment[],
  esplora: Esplora = ownEsplora(),
): Promise<ContractCall> {
  let refusal: unknown = new ProofError('confirmations')
  for (const { txid, vout, spend } of payments.toReversed()) {
    if (spend?.by !== 'staker' || spend.height === null || spend.height > refundHeight) continue
    // One whose evidence is not to be had, or whose spend Bitcoin took back, must not hold up the others.
    const evidence = await Promise.all([
      esplora.transactionHex(txid),
      // of any length: the contract looks for the coin alone
      buildProof(esplora, spend.txid, parseTransaction),
    ]).catch((error: unknown) => {
      refusal = error
      return null
    })
    if (evidence === null) continue
    const [raw, { proof }] = evidence
    const funding = toHex(stripTransaction(fromHex(raw)))
    const call = proveSweep(minter, { reqId, share, txid, vout }, funding, proof)
    try {
      await simulateCall(client, zeroAddress, call)
      return call
    } catch (error) {
      if (!(error instanceof ContractRevertError)) throw error
      refusal = error
    }
  }
  throw refusal
}
