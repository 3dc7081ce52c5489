import type { Address } from 'viem'
import { chainOf } from '../../config/chain-of.ts'
import type { Deposit } from '../../core/deposit-state.ts'
import { RpcUnavailableError } from '../../errors/contract.ts'
import type { ReadClient } from '../../evm/clients.ts'
import { readClosed, type SystemState } from '../../evm/read-closed.ts'
import { readDepositShares } from '../../evm/read-deposit-shares.ts'
import { type Draw, readDraw } from '../../evm/read-draw.ts'
import { readMintParams } from '../../evm/read-mint-params.ts'
import { readPayments } from '../../evm/read-payments.ts'
import { type RelayTip, readRelayTip } from '../../evm/read-relay-tip.ts'
import { canDrain } from './can-drain.ts'

export type BridgeContracts = Readonly<{
  manager: Address
  minter: Address
  registry: Address
  relay: Address
  selector: Address
}>

/** One share with what the chain alone says about it. */
export type ShareSight = Readonly<{
  deposit: Deposit
  /** its draw is final, so that its script may be paid: a reorganisation of this chain could name another one */
  settled: boolean
  /** what waits in escrow still has its reservation: only the mint limit holds it back */
  reserved: boolean
  /** whether draining what it waits in would pass now; null when it waits in nothing */
  drainable: boolean | null
}>

/** A deposit with all its shares and both clocks, read at one block. */
export type ChainSight = Readonly<{
  /** in order, at least one */
  shares: readonly ShareSight[]
  relay: RelayTip
  draw: Draw
  /** least confirmations: large amounts need a multiple, see `confirmationsFor` */
  base: number
  system: SystemState
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
      const evmTime = Number(block.timestamp)
      const finality = chainOf(chainId).finality.absolute
      const final = block.number > BigInt(finality) ? block.number - BigInt(finality) : 0n
      const [shares, before, relay, draw, params, system] = await Promise.all([
        readDepositShares(client, contracts.manager, reqId, at),
        readDepositShares(client, contracts.manager, reqId, { blockNumber: final }),
        readRelayTip(client, contracts.relay, at),
        readDraw(client, contracts.selector, reqId, at),
        readMintParams(client, contracts.minter, at),
        readClosed(client, contracts.manager, evmTime, at),
      ])
      if (shares.length === 0) return null
      const settled = ({ share, assignment }: Deposit): boolean => {
        const then = before[share]?.assignment ?? null
        return then !== null && then.script === assignment?.script
      }
      return {
        shares: await Promise.all(
          shares.map(async (deposit) => {
            const waits = deposit.position > 0 && deposit.state !== 'Queued'
            const { reserved } = waits
              ? await readPayments(client, contracts.minter, reqId, deposit.share, at)
              : { reserved: false }
            const drainable = await canDrain(client, contracts, deposit, reserved)
            return { deposit, settled: settled(deposit), reserved, drainable }
          }),
        ),
        relay,
        draw,
        base: params.confirmations,
        system,
        evmBlock: Number(block.number),
        evmTime,
      }
    } catch (error) {
      failure = error
    }
  }
  throw failure ?? new RpcUnavailableError()
}
