import type { Address } from 'viem'
import { stakerSelectorAbi } from '../../contracts-abi/staker-selector.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

export type Draw = Readonly<{
  /** EVM block in which it was asked for, null when it is not open */
  drawBlock: bigint | null
  /** the oldest open draw, which must be resolved first; null when there is none */
  nextReqId: bigint | null
}>

/** Where the draw of a request stands. @throws {ContractError} when the chain cannot be read */
export const readDraw = async (
  client: ReadClient,
  selector: Address,
  reqId: bigint,
  at?: ReadAt,
): Promise<Draw> => {
  const [drawBlock, nextReqId] = await Promise.all([
    read(client, selector, stakerSelectorAbi, 'drawBlockOf', [reqId], at),
    read(client, selector, stakerSelectorAbi, 'nextDraw', [], at),
  ])
  return { drawBlock: drawBlock === 0n ? null : drawBlock, nextReqId: nextReqId === 0n ? null : nextReqId }
}
