import type { Address, Hash } from 'viem'
import { UserRejectedError } from '../../errors/contract.ts'
import { approveQpBtc } from '../../evm/approve-qpbtc.ts'
import type { BatchSender, ReadClient, TypedDataSigner, WriteClient } from '../../evm/clients.ts'
import { getContractError } from '../../evm/get-contract-error.ts'
import { type PermitSignature, requestWithdrawal } from '../../evm/request-withdrawal.ts'
import { orStop } from '../or-stop.ts'
import { runBatch } from '../run-batch.ts'
import { runTransaction, type TransactionParts, type TransactionState, wasNotSent } from '../transaction.ts'
import { findAsked, withdrawalIdOf } from './find-request.ts'
import { type WithdrawalIntent, withdrawalIntents } from './intents.ts'
import { readTerms, type WithdrawalContracts, type WithdrawalDraft } from './read-terms.ts'
import { signPermit } from './sign-permit.ts'

/** Which of the things that are signed is under way: leave to take the qpBTC, then the request, or both as one. */
export type RequestStep = 'permit' | 'approve' | 'request' | 'batch'
export type RequestProgress = Readonly<{ step: RequestStep; state: TransactionState }>

export type RequestParts = Readonly<{
  /** The wallet's own provider first, then every configured endpoint. */
  readers: readonly ReadClient[]
  wallet: WriteClient & TypedDataSigner & BatchSender
  contracts: WithdrawalContracts
  storage: Pick<Storage, 'getItem' | 'setItem'>
  newId: () => string
  onProgress: (progress: RequestProgress) => void
}> &
  Pick<TransactionParts, 'walletName' | 'indexedBlock' | 'sleep' | 'signal'>

const PERMIT_SECONDS = 3_600

/**
 * Leave for the contract to take exactly this amount: there already, together with the request where the wallet can do two
 * calls as one, by a signature, or by a transaction of its own.
 */
async function letTake(
  client: ReadClient,
  allowanceSats: bigint,
  nonce: bigint,
  { sats }: WithdrawalDraft,
  parts: RequestParts,
): Promise<PermitSignature | 'allowed' | 'batch' | null> {
  if (allowanceSats >= sats) return 'allowed'
  const { wallet, walletName, contracts, signal, onProgress } = parts
  const { withdrawals, token } = contracts
  if (await wallet.canBatch()) return 'batch'
  onProgress({ step: 'permit', state: { name: 'signing' } })
  const { timestamp } = await client.getBlock({ blockTag: 'latest' })
  const asked = signPermit(wallet, {
    chainId: wallet.chain.id,
    token,
    owner: wallet.account.address,
    spender: withdrawals,
    sats,
    nonce,
    deadline: timestamp + BigInt(PERMIT_SECONDS),
  })
  const permit = await orStop(asked, walletName, signal)
  if (permit) return permit
  const receipt = await runTransaction({
    ...parts,
    client,
    // the index need not know of an approval
    indexedBlock: async () => Number.POSITIVE_INFINITY,
    call: approveQpBtc(token, withdrawals, sats),
    onState: (state) => onProgress({ step: 'approve', state }),
  })
  return receipt ? 'allowed' : null
}

/**
 * Asks for a withdrawal: reads its terms anew through every endpoint, has the wallet let exactly this amount be taken,
 * writes the intent down, simulates, opens the wallet, waits for the block and then for the index.
 *
 * @returns the request's id; null when nothing was requested, `onProgress` was told why
 */
export async function commitRequest(draft: WithdrawalDraft, parts: RequestParts): Promise<bigint | null> {
  const { readers, wallet, contracts, storage, newId, onProgress } = parts
  const [client] = readers
  if (!client) return null
  const owner: Address = wallet.account.address
  let step: RequestStep = 'request'
  const tell = (progress: RequestProgress) => {
    step = progress.step
    onProgress(progress)
  }
  tell({ step, state: { name: 'checking' } })
  try {
    const { holding } = await readTerms(readers, contracts, owner, draft)
    const taken = await letTake(client, holding.allowanceSats, holding.nonce, draft, {
      ...parts,
      onProgress: tell,
    })
    if (taken === null) return null
    // the first signature may have taken its time
    if (holding.allowanceSats < draft.sats) await readTerms(readers, contracts, owner, draft)
    let intent: WithdrawalIntent = {
      id: newId(),
      withdrawals: contracts.withdrawals,
      owner,
      sats: draft.sats.toString(),
      payoutScript: draft.payoutScript,
      maxFeeSats: draft.maxFeeSats.toString(),
      fromBlock: Number(await client.getBlockNumber({ cacheTime: 0 })),
      hash: null,
    }
    withdrawalIntents.write(storage, intent)
    const asking: RequestStep = taken === 'batch' ? 'batch' : 'request'
    const run = {
      ...parts,
      client,
      call: requestWithdrawal(contracts.withdrawals, draft, typeof taken === 'string' ? null : taken),
      lookFor: async () => (await findAsked(client, intent))?.hash ?? null,
      onHash: (hash: Hash) => {
        intent = { ...intent, hash }
        withdrawalIntents.write(storage, intent)
      },
      onState: (state: TransactionState) => {
        if (state.name === 'proposed') {
          intent = { ...intent, proposed: true }
          withdrawalIntents.write(storage, intent)
        }
        // nothing was sent: there is nothing to look for after a reload
        if (intent.hash === null && !intent.proposed && wasNotSent(state))
          withdrawalIntents.drop(storage, intent.id)
        tell({ step: asking, state })
      },
    }
    const approval = approveQpBtc(contracts.token, contracts.withdrawals, draft.sats)
    const receipt = await (taken === 'batch' ? runBatch({ ...run, approval }) : runTransaction(run))
    const reqId = receipt && withdrawalIdOf(receipt, contracts.withdrawals)
    if (reqId !== null) withdrawalIntents.drop(storage, intent.id)
    return reqId
  } catch (cause) {
    const error = getContractError(cause)
    const state: TransactionState = error.find(UserRejectedError)
      ? { name: 'rejected' }
      : { name: 'failed', error }
    tell({ step, state })
    return null
  }
}
