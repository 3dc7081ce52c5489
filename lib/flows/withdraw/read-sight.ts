import type { Address } from 'viem'
import { holderSelectorAbi } from '../../../contracts-abi/holder-selector.ts'
import { withdrawalManagerAbi } from '../../../contracts-abi/withdrawal-manager.ts'
import type { Withdrawal } from '../../core/withdrawal.ts'
import { RpcUnavailableError } from '../../errors/contract.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { read } from '../../evm/read.ts'
import { type Draw, readDraw } from '../../evm/read-draw.ts'
import { readMintParams } from '../../evm/read-mint-params.ts'
import { type RelayTip, readRelayTip } from '../../evm/read-relay-tip.ts'
import { readWithdrawal } from '../../evm/read-withdrawal.ts'
import { readWithdrawalParams, type WithdrawalParams } from '../../evm/read-withdrawal-params.ts'

export type SightContracts = Readonly<{
  minter: Address
  relay: Address
  withdrawals: Address
  holders: Address
}>

/** A withdrawal, the queue and both clocks, read at one block. */
export type WithdrawalChainSight = Readonly<{
  withdrawal: Withdrawal
  relay: RelayTip
  draw: Draw
  params: WithdrawalParams
  /** the bridge's least confirmations; a large share needs more */
  confirmations: number
  firstInQueue: bigint | null
  largestSats: bigint
  evmBlock: number
  /** seconds */
  evmTime: number
}>

/**
 * Reads a withdrawal with everything its state depends on, at the newest block of the first endpoint that answers.
 *
 * @returns null when the chain has no withdrawal with this id
 * @throws {RpcUnavailableError} when no endpoint answers @throws {ContractError}
 */
export async function readWithdrawalSight(
  readers: readonly ReadClient[],
  contracts: SightContracts,
  reqId: bigint,
): Promise<WithdrawalChainSight | null> {
  const { minter, relay, withdrawals, holders } = contracts
  let failure: unknown = null
  for (const client of readers) {
    try {
      const block = await client.getBlock({ blockTag: 'latest' })
      const at = { blockNumber: block.number }
      const [withdrawal, tip, draw, params, minting, [first], largestSats] = await Promise.all([
        readWithdrawal(client, withdrawals, reqId, at),
        readRelayTip(client, relay, at),
        readDraw(client, holders, reqId, at),
        readWithdrawalParams(client, withdrawals, at),
        readMintParams(client, minter, at),
        read(client, withdrawals, withdrawalManagerAbi, 'queue', [], at),
        read(client, holders, holderSelectorAbi, 'largest', [], at),
      ])
      if (withdrawal === null) return null
      return {
        withdrawal,
        relay: tip,
        draw,
        params,
        confirmations: minting.confirmations,
        firstInQueue: first === 0n ? null : first,
        largestSats,
        evmBlock: Number(block.number),
        evmTime: Number(block.timestamp),
      }
    } catch (error) {
      failure = error
    }
  }
  throw failure ?? new RpcUnavailableError()
}
