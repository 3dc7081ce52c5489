import type { Address } from 'viem'
import type { ContractProof } from '../../bitcoin/build-proof.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import { displayHash } from '../../bitcoin/display-hash.ts'
import { CONTEXT_HEADERS, findFork } from '../../bitcoin/find-fork.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { proofBytes } from '../../bitcoin/proof-bytes.ts'
import { relayHeaders } from '../../bitcoin/relay-headers.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { choosePayments, type ProvablePayment } from '../../core/choose-payments.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import { ContractRevertError } from '../../errors/contract.ts'
import { ProofError } from '../../errors/proof.ts'
import type { ReadClient } from '../../evm/clients.ts'
import type { ContractCall } from '../../evm/contract-call.ts'
import { executeDeposit } from '../../evm/execute-deposit.ts'
import { readRelayHash } from '../../evm/read-relay-hash.ts'
import { readRelayStart } from '../../evm/read-relay-start.ts'
import { readRelayTip } from '../../evm/read-relay-tip.ts'
import { simulateCall } from '../../evm/simulate-call.ts'
import { submitBranch } from '../../evm/submit-branch.ts'
import { submitHeaders } from '../../evm/submit-headers.ts'
import type { WatchedPayment } from './payment-watch.ts'

/** Headers that one transaction brings; more would not fit into a block's gas. */
const HEADERS_AT_ONCE = 100

/**
 * Proves what was paid to a share and is not counted yet: all payments that are deep enough, or as few as reach the amount
 * when the contract asks for more blocks on all. Strangers may pay to the address too; what they send never keeps the
 * person's own payment out. Less than the amount is counted and waits for the rest.
 * @param deep payments with as many confirmations as the contract asks for, verified here, none counted before
 * @throws {ProofError} `confirmations` when there is none
 * @throws {ContractRevertError} naming why the contract refuses each choice @throws {ContractError}
 */
export async function provePayments(
  client: ReadClient,
  minter: Address,
  deposit: Pick<Deposit, 'reqId' | 'share' | 'sats' | 'paidSats' | 'requester'>,
  deep: readonly WatchedPayment[],
): Promise<ContractCall> {
  const byTxid = new Map<string, ProvablePayment & { proof: ContractProof }>()
  for (const { txid, sats, proof } of deep) {
    if (proof === null) continue
    byTxid.set(txid, { txid, sats: (byTxid.get(txid)?.sats ?? 0n) + sats, bytes: proofBytes(proof), proof })
  }
  const missing = deposit.paidSats < deposit.sats ? deposit.sats - deposit.paidSats : 0n
  let refusal: unknown = new ProofError('confirmations')
  for (const choice of choosePayments([...byTxid.values()], missing)) {
    const proofs = choice.map(({ proof }) => proof)
    const call = executeDeposit(minter, deposit.reqId, deposit.share, proofs)
    try {
      await simulateCall(client, deposit.requester, call)
      return call
    } catch (error) {
      refusal = error
      // too few blocks on all together: a smaller choice may pass
      if (!(error instanceof ContractRevertError)) break
    }
  }
  throw refusal
}

/**
 * Brings the relay nearer to Bitcoin's tip: on from its own tip, or with the branch that replaced blocks it still has.
 * @throws {ProofError} `header_link` when the branch is too long for one transaction
 * @throws {EsploraError} @throws {ContractError} when the chain cannot be read
 */
export async function updateRelay(
  client: ReadClient,
  esplora: Esplora,
  relay: Address,
): Promise<ContractCall> {
  const [tip, top, { checkpointHeight }] = await Promise.all([
    readRelayTip(client, relay),
    esplora.tipHeight(),
    readRelayStart(client, relay),
  ])
  const agrees = async (height: number) => {
    const [known, source] = await Promise.all([
      readRelayHash(client, relay, height),
      esplora.blockHash(height),
    ])
    return known !== null && displayHash(fromHex(known)) === source
  }
  const fork = await findFork(agrees, Math.min(tip.height, top), checkpointHeight)
  if (fork === null || tip.height - fork >= HEADERS_AT_ONCE) throw new ProofError('header_link')
  const headers = await relayHeaders(esplora, fork + 1, Math.min(top, fork + HEADERS_AT_ONCE))
  if (fork === tip.height) return submitHeaders(relay, toHex(headers.raw))
  const context = await relayHeaders(esplora, Math.max(checkpointHeight, fork - CONTEXT_HEADERS + 1), fork)
  return submitBranch(relay, fork, toHex(new Uint8Array([...context.raw, ...headers.raw])))
}
