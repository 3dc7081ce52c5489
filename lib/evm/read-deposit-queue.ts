import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

export type DepositQueue = Readonly<{
  /** the oldest queued request, null when there is none */
  firstReqId: bigint | null
  /** what all queued requests ask for */
  queuedSats: Sat
  /** what all open offers are for */
  offeredSats: Sat
}>

/** What waits for capacity. @throws {ContractError} when the chain cannot be read */
export const readDepositQueue = async (
  client: ReadClient,
  manager: Address,
  at?: ReadAt,
): Promise<DepositQueue> => {
  const [reqId, queuedSats, offeredSats] = await read(
    client,
    manager,
    entanglementManagerAbi,
    'depositQueue',
    [],
    at,
  )
  return {
    firstReqId: reqId === 0n ? null : reqId,
    queuedSats: toSat(queuedSats),
    offeredSats: toSat(offeredSats),
  }
}
