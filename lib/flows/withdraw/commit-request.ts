import type { Address } from 'viem'
import { UserRejectedError } from '../../errors/contract.ts'
import { approveQpBtc } from '../../evm/approve-qpbtc.ts'
import type { ReadClient, TypedDataSigner, WriteClient } from '../../evm/clients.ts'
import { getContractError } from '../../evm/get-contract-error.ts'
import { type PermitSignature, requestWithdrawal } from '../../evm/request-withdrawal.ts'
import { runTransaction, type TransactionParts, type TransactionState } from '../transaction.ts'
import { withdrawalIdOf } from './find-request.ts'
import { type WithdrawalIntent, withdrawalIntents } from './intents.ts'
import { readTerms, type WithdrawalContracts, type WithdrawalDraft } from './read-terms.ts'
import { signPermit } from './sign-permit.ts'

/** Which of the two things that are signed is under way: leave to take the qpBTC, then the request. */
export type RequestStep = 'permit' | 'approve' | 'request'
export type RequestProgress = Readonly<{ step: RequestStep; state: TransactionState }>

export type RequestParts = Readonly<{
  /** The wallet's own provider first, then every configured endpoint. */
  readers: readonly ReadClient[]
  wallet: WriteClient & TypedDataSigner
  contracts: WithdrawalContracts
  storage: Pick<Storage, 'getItem' | 'setItem'>
  newId: () => string
  onProgress: (progress: RequestProgress) => void
}> &
  Pick<TransactionParts, 'walletName' | 'indexedBlock' | 'sleep'>

const PERMIT_SECONDS = 3_600

/** Leave for the contract to take exactly this amount: there already, by a signature, or by a transaction of its own. */
async function letTake(
  client: ReadClient,
  allowanceSats: bigint,
  nonce: bigint,
  { sats }: WithdrawalDraft,
  parts: RequestParts,
): Promise<PermitSignature | 'allowed' | null> {
  if (allowanceSats >= sats) return 'allowed'
  const { wallet, contracts, onProgress } = parts
  const { withdrawals, token } = contracts
  onProgress({ step: 'permit', state: { name: 'signing' } })
  const { timestamp } = await client.getBlock({ blockTag: 'latest' })
  const permit = await signPermit(wallet, {
    chainId: wallet.chain.id,
    token,
    owner: wallet.account.address,
    spender: withdrawals,
    sats,
    nonce,
    deadline: timestamp + BigInt(PERMIT_SECONDS),
  })
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
    const intent: WithdrawalIntent = {
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
    let sent = false
    const receipt = await runTransaction({
      ...parts,
      client,
      call: requestWithdrawal(contracts.withdrawals, draft, taken === 'allowed' ? null : taken),
      onHash: (hash) => {
        sent = true
        withdrawalIntents.write(storage, { ...intent, hash })
      },
      onState: (state) => {
        // nothing was sent: there is nothing to look for after a reload
        if (!sent && (state.name === 'rejected' || state.name === 'failed'))
          withdrawalIntents.drop(storage, intent.id)
        tell({ step: 'request', state })
      },
    })
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
