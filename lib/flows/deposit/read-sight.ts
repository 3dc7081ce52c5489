import type { Address } from 'viem'
import { confirmationsFor } from '../../core/confirmations-for.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import { RpcUnavailableError } from '../../errors/contract.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { readDeposit } from '../../evm/read-deposit.ts'
import { type Draw, readDraw } from '../../evm/read-draw.ts'
import { readParams } from '../../evm/read-params.ts'
import { type RelayTip, readRelayTip } from '../../evm/read-relay-tip.ts'

export type BridgeContracts = Readonly<{
  manager: Address
  registry: Address
  relay: Address
  selector: Address
}>

/** A deposit and both clocks, read at one block. */
export type ChainSight = Readonly<{
  deposit: Deposit
  relay: RelayTip
  draw: Draw
  required: number
  evmBlock: number
  /** seconds */
  evmTime: number
}>

/**
 * Reads a deposit with everything its state depends on, at the newest block of the first endpoint that answers.
 *
 * @returns null when the chain has no deposit with this id
 * @throws {RpcUnavailableError} when no endpoint answers @throws {ContractError}
 */
export async function readSight(
  readers: readonly ReadClient[],
  contracts: BridgeContracts,
  reqId: bigint,
): Promise<ChainSight | null> {
  let failure: unknown = null
  for (const client of readers) {
    try {
      const block = await client.getBlock({ blockTag: 'latest' })
      const at = { blockNumber: block.number }
      const [deposit, relay, draw, params] = await Promise.all([
        readDeposit(client, contracts.manager, reqId, at),
        readRelayTip(client, contracts.relay, at),
        readDraw(client, contracts.selector, reqId, at),
        readParams(client, contracts.manager, at),
      ])
      if (deposit === null) return null
      return {
        deposit,
        relay,
        draw,
        required: confirmationsFor(deposit.sats, params.confirmations),
        evmBlock: Number(block.number),
        evmTime: Number(block.timestamp),
      }
    } catch (error) {
      failure = error
    }
  }
  throw failure ?? new RpcUnavailableError()
}
