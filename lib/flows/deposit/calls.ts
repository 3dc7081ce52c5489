import type { Address } from 'viem'
import { buildProof } from '../../bitcoin/build-proof.ts'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import { displayHash } from '../../bitcoin/display-hash.ts'
import { CONTEXT_HEADERS, findFork } from '../../bitcoin/find-fork.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { relayHeaders } from '../../bitcoin/relay-headers.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { MAX_PAYMENTS } from '../../core/deposit-rules.ts'
import { ProofError } from '../../errors/proof.ts'
import type { ReadClient } from '../../evm/clients.ts'
import type { ContractCall } from '../../evm/contract-call.ts'
import { executeDeposit } from '../../evm/execute-deposit.ts'
import { readOutpointUsed } from '../../evm/read-outpoint-used.ts'
import { readRelayHash } from '../../evm/read-relay-hash.ts'
import { readRelayStart } from '../../evm/read-relay-start.ts'
import { readRelayTip } from '../../evm/read-relay-tip.ts'
import { submitBranch } from '../../evm/submit-branch.ts'
import { submitHeaders } from '../../evm/submit-headers.ts'
import type { WatchedPayment } from './payment-watch.ts'

/** Headers that one transaction brings; more would not fit into a block's gas. */
const HEADERS_AT_ONCE = 100

/**
 * Proofs of every confirmed payment that was not counted before, built here from the blocks.
 * @throws {ProofError} @throws {EsploraError} @throws {ContractError} when the chain cannot be read
 */
export async function provePayments(
  client: ReadClient,
  esplora: Esplora,
  manager: Address,
  reqId: bigint,
  payments: readonly WatchedPayment[],
): Promise<ContractCall> {
  const confirmed = payments.filter(({ block }) => block !== null)
  const fresh: string[] = []
  for (const txid of new Set(confirmed.map((payment) => payment.txid))) {
    const outputs = confirmed.filter((payment) => payment.txid === txid)
    const used = await Promise.all(
      outputs.map(({ vout }) => readOutpointUsed(client, manager, { txid, vout })),
    )
    if (used.some((counted) => !counted)) fresh.push(txid)
  }
  const proofs = await Promise.all(
    fresh.slice(0, MAX_PAYMENTS).map(async (txid) => (await buildProof(esplora, txid)).proof),
  )
  return executeDeposit(manager, reqId, 0, proofs)
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
