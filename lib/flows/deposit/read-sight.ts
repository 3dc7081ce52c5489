import type { Address } from 'viem'
import { chainOf } from '../../config/chain-of.ts'
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
  /** the draw is final, so that its script may be paid: a reorganisation of this chain could name another one */
  settled: boolean
  evmBlock: number
  /** seconds */
  evmTime: number
}>

/**
 * Reads a deposit with everything its state depends on, at the newest block of the first endpoint that answers.
 *
 * @param chainId says after how many blocks its facts are final: bitcoin that was sent cannot be taken back
 * @returns null when the chain has no deposit with this id
 * @throws {RpcUnavailableError} when no endpoint answers @throws {ContractError}
 */
export async function readSight(
  readers: readonly ReadClient[],
  contracts: BridgeContracts,
  reqId: bigint,
  chainId: number,
): Promise<ChainSight | null> {
  let failure: unknown = null
  for (const client of readers) {
    try {
      const block = await client.getBlock({ blockTag: 'latest' })
      const at = { blockNumber: block.number }
      const finality = chainOf(chainId).finality.absolute
      const final = block.number > BigInt(finality) ? block.number - BigInt(finality) : 0n
      const [deposit, before, relay, draw, params] = await Promise.all([
        readDeposit(client, contracts.manager, reqId, at),
        readDeposit(client, contracts.manager, reqId, { blockNumber: final }),
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
        settled: before?.assignment != null && before.assignment.script === deposit.assignment?.script,
        evmBlock: Number(block.number),
        evmTime: Number(block.timestamp),
      }
    } catch (error) {
      failure = error
    }
  }
  throw failure ?? new RpcUnavailableError()
}
