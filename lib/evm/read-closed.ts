import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import type { ClosedReason } from '../core/deposit-phases.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

export type SystemState = Readonly<{
  /** why no new deposit is taken now; null while the bridge is open */
  closed: ClosedReason | null
  halted: boolean
  /** EVM time, seconds; in the past when not paused */
  pausedUntil: number
  /** minted payments that were reorganised away and are neither back nor given up */
  openReorgs: number
}>

/** Whether the bridge takes new deposits. @param evmTime of the block read, in seconds @throws {ContractError} */
export const readClosed = async (
  client: ReadClient,
  manager: Address,
  evmTime: number,
  at?: ReadAt,
): Promise<SystemState> => {
  const [[, , halted], until, reorgs] = await Promise.all([
    read(client, manager, entanglementManagerAbi, 'haltShift', [], at),
    read(client, manager, entanglementManagerAbi, 'pausedUntil', [], at),
    read(client, manager, entanglementManagerAbi, 'openReorgs', [], at),
  ])
  const pausedUntil = Number(until)
  const openReorgs = Number(reorgs)
  const paused = evmTime < pausedUntil
  return {
    closed: halted ? 'halted' : paused ? 'paused' : openReorgs > 0 ? 'reorg' : null,
    halted,
    pausedUntil,
    openReorgs,
  }
}
