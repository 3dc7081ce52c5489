import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import { withdrawalManagerAbi } from '../../../contracts-abi/withdrawal-manager.ts'
import type { BitcoinNetwork } from '../../bitcoin/networks.ts'
import { parseAddress } from '../../bitcoin/parse-address.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { depositRequestState } from '../../core/deposit-request-state.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import type { Sat } from '../../core/units.ts'
import { RpcUnavailableError } from '../../errors/contract.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { getContractError } from '../../evm/get-contract-error.ts'
import { readDepositShares } from '../../evm/read-deposit-shares.ts'
import { readWithdrawal } from '../../evm/read-withdrawal.ts'
import { EVENT_RANGE } from '../../evm/search-blocks.ts'
import { requestIdOf } from '../deposit/find-request.ts'
import { withdrawalIdOf } from '../withdraw/find-request.ts'
import type { ChainRequest } from './rows.ts'

export type TailQuestion = Readonly<{
  manager: Address
  withdrawals: Address
  network: BitcoinNetwork
  /** whose new requests are wanted; null for nobody's */
  account: Address | null
  /** the last block that the index holds; null when it does not answer */
  indexBlock: number | null
  /** what was typed into the search */
  search: string
  /** requests whose state is wanted from the chain, because the index is behind */
  states: readonly Readonly<{ kind: 'deposit' | 'withdrawal'; reqId: string }>[]
}>

export type Tail = Readonly<{
  requests: readonly ChainRequest[]
  head: number
  /** the block from which on the account's requests were looked for; null when nobody's were */
  from: number | null
  /** what a Bitcoin address that was searched for pays to */
  script: string | null
}>

type Named = Readonly<{ kind: ChainRequest['kind'] | null; reqId: bigint; tx: string | null }>

/** Requests of an account since a block, by their events. */
const newRequests = async (
  client: ReadClient,
  { manager, withdrawals }: TailQuestion,
  account: Address,
  fromBlock: bigint,
): Promise<Named[]> => {
  const deposits = { abi: entanglementManagerAbi, address: manager, eventName: 'DepositRequested' } as const
  const [asked, received, withdrawn] = await Promise.all([
    client.getContractEvents({ ...deposits, args: { requester: account }, fromBlock, strict: true }),
    client.getContractEvents({ ...deposits, args: { recipient: account }, fromBlock, strict: true }),
    client.getContractEvents({
      abi: withdrawalManagerAbi,
      address: withdrawals,
      eventName: 'WithdrawalRequested',
      args: { owner: account },
      fromBlock,
      strict: true,
    }),
  ])
  const named =
    (kind: ChainRequest['kind']) => (log: { args: { reqId: bigint }; transactionHash: string }) => ({
      kind,
      reqId: log.args.reqId,
      tx: log.transactionHash,
    })
  return [
    ...asked.map(named('deposit')),
    ...received.map(named('deposit')),
    ...withdrawn.map(named('withdrawal')),
  ]
}

const scriptOf = ({ search, network }: TailQuestion): string | null => {
  try {
    return toHex(parseAddress(search, network).script)
  } catch {
    return null
  }
}

/** What a search names by itself: a request's number, or the transaction that asked for one. */
const searched = async (client: ReadClient, question: TailQuestion): Promise<Named[]> => {
  const { search, manager, withdrawals } = question
  if (/^[1-9][0-9]{0,17}$/.test(search)) return [{ kind: null, reqId: BigInt(search), tx: null }]
  if (!/^0x[0-9a-fA-F]{64}$/.test(search)) return []
  const hash = search.toLowerCase() as `0x${string}`
  const receipt = await client.getTransactionReceipt({ hash }).catch(() => null)
  if (receipt === null) return []
  const deposit = requestIdOf(receipt, manager)
  const withdrawal = withdrawalIdOf(receipt, withdrawals)
  return [
    ...(deposit === null ? [] : [{ kind: 'deposit' as const, reqId: deposit, tx: hash }]),
    ...(withdrawal === null ? [] : [{ kind: 'withdrawal' as const, reqId: withdrawal, tx: hash }]),
  ]
}

/** A list says one thing of all shares: the whole amount, and where the one stands that is furthest from its end. */
const wholeDeposit = (shares: readonly Deposit[]): Deposit | null => {
  const [first] = shares
  if (first === undefined || shares.length === 1) return first ?? null
  const sats = shares.reduce((sum, share) => sum + share.sats, 0n) as Sat
  return { ...first, sats, state: depositRequestState(shares.map(({ state }) => state)) }
}

const readOne = async (
  client: ReadClient,
  { manager, withdrawals }: TailQuestion,
  { kind, reqId, tx }: Named,
  blockNumber: bigint,
): Promise<ChainRequest | null> => {
  const at = { blockNumber }
  const shares = kind === 'withdrawal' ? [] : await readDepositShares(client, manager, reqId, at)
  const deposit = wholeDeposit(shares)
  if (deposit !== null) return { kind: 'deposit', request: deposit, tx }
  const withdrawal = kind === 'deposit' ? null : await readWithdrawal(client, withdrawals, reqId, at)
  return withdrawal === null ? null : { kind: 'withdrawal', request: withdrawal, tx }
}

/**
 * What the chain has that the index may lack: an account's newest requests, what a search names, and the present state of
 * requests that are listed already. From the first endpoint that answers.
 *
 * @throws {RpcUnavailableError} when no endpoint answers @throws {ContractError}
 */
export async function readTail(readers: readonly ReadClient[], question: TailQuestion): Promise<Tail> {
  let failure: unknown = null
  for (const client of readers) {
    try {
      const head = await client.getBlockNumber()
      const { account, indexBlock } = question
      // One question only, of as many blocks as the usual endpoints allow.
      const least = Number(head - EVENT_RANGE) + 1
      const from = Math.max(0, least, indexBlock === null ? 0 : indexBlock + 1)
      const fresh =
        account === null || from > Number(head)
          ? []
          : await newRequests(client, question, account, BigInt(from))
      const listed = question.states.map(({ kind, reqId }) => ({ kind, reqId: BigInt(reqId), tx: null }))
      const named = new Map<bigint, Named>()
      for (const one of [...listed, ...(await searched(client, question)), ...fresh])
        named.set(one.reqId, one)
      const requests = await Promise.all(
        [...named.values()].map((one) => readOne(client, question, one, head)),
      )
      return {
        head: Number(head),
        from: account === null ? null : from,
        script: scriptOf(question),
        requests: requests.filter((one) => one !== null),
      }
    } catch (error) {
      failure = getContractError(error)
    }
  }
  throw failure ?? new RpcUnavailableError()
}
