import type { Address, Hash, Hex } from 'viem'
import type { Sat, Wei } from '../../core/units.ts'
import { DepositQuoteChangedError } from '../../errors/deposit.ts'
import type { ReadClient, WriteClient } from '../../evm/clients.ts'
import { readQuote } from '../../evm/read-quote.ts'
import { requestDeposit } from '../../evm/request-deposit.ts'
import { runTransaction, type TransactionParts, type TransactionState, wasNotSent } from '../transaction.ts'
import { findAsked, requestIdOf } from './find-request.ts'
import { type DepositIntent, dropIntent, writeIntent } from './intents.ts'

export type DepositRequestDraft = Readonly<{
  sats: Sat
  recipient: Address
  refundPubKeyHash: Hex
  /** grief bond that the person was shown; 0 in the queue */
  shownBondWei: Wei
  /** the person waits, without a bond, because this much is not free */
  queue: boolean
}>
export type RequestParts = Readonly<{
  /** The wallet's own provider first, then the configured endpoints. */
  readers: readonly ReadClient[]
  /** The same, each endpoint for itself: none of them may hide a higher bond behind another. */
  witnesses: readonly ReadClient[]
  wallet: WriteClient
  manager: Address
  storage: Pick<Storage, 'getItem' | 'setItem'>
  newId: () => string
  now: () => number
  onState: (state: TransactionState) => void
}> &
  Pick<TransactionParts, 'walletName' | 'indexedBlock' | 'sleep' | 'signal'>

/**
 * Asks for a deposit: re-reads the quote through every endpoint, writes the intent down, simulates, opens the wallet,
 * waits for the block and then for the index.
 *
 * @returns the request's id; null when nothing was requested, `onState` was told why
 */
export async function commitRequest(draft: DepositRequestDraft, parts: RequestParts): Promise<bigint | null> {
  const { readers, witnesses, wallet, manager, storage, newId, now, onState } = parts
  const client = readers[0]
  if (!client) return null
  onState({ name: 'checking' })
  let intent: DepositIntent
  try {
    const answers = await Promise.allSettled(
      witnesses.map((reader) => readQuote(reader, manager, draft.sats)),
    )
    const quotes = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    if (quotes.length === 0 && answers[0]?.status === 'rejected') throw answers[0].reason
    // what became free meanwhile is not waited for: it takes a bond, and the person was shown none
    const waits = draft.queue && quotes.every(({ maxSats }) => maxSats < draft.sats)
    const highest = waits ? 0n : quotes.reduce((most, { bondWei }) => (bondWei > most ? bondWei : most), 0n)
    if (highest > draft.shownBondWei) throw new DepositQuoteChangedError(draft.shownBondWei, highest)
    intent = {
      id: newId(),
      chainId: wallet.chain.id,
      manager,
      requester: wallet.account.address,
      recipient: draft.recipient,
      sats: draft.sats.toString(),
      refundPubKeyHash: draft.refundPubKeyHash,
      fromBlock: Number(await client.getBlockNumber({ cacheTime: 0 })),
      madeAt: now(),
      hash: null,
    }
  } catch (error) {
    onState({ name: 'failed', error })
    return null
  }
  writeIntent(storage, intent)
  const receipt = await runTransaction({
    ...parts,
    client,
    call: requestDeposit(manager, { ...draft, bondWei: draft.shownBondWei, allowQueue: draft.queue }),
    lookFor: async () => (await findAsked(client, intent))?.hash ?? null,
    onHash: (hash: Hash) => {
      intent = { ...intent, hash }
      writeIntent(storage, intent)
    },
    onState: (state) => {
      if (state.name === 'proposed') {
        intent = { ...intent, proposed: true }
        writeIntent(storage, intent)
      }
      // nothing was sent: there is nothing to look for after a reload
      if (intent.hash === null && !intent.proposed && wasNotSent(state)) dropIntent(storage, intent.id)
      onState(state)
    },
  })
  const reqId = receipt && requestIdOf(receipt, manager)
  if (reqId !== null) dropIntent(storage, intent.id)
  return reqId
}
