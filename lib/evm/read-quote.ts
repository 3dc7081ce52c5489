import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { toSat } from '../core/to-sat.ts'
import { toWei } from '../core/to-wei.ts'
import type { Sat, Wei } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

export type DepositQuote = Readonly<{
  bondWei: Wei
  bondBps: number
  feeSats: Sat
  /** Bitcoin blocks that a payment needs */
  confirmations: number
  /** largest amount that one deposit can have now, split if it must be */
  maxSats: Sat
  /** how it would fall on stakers now, largest first; empty when it cannot be taken and would have to wait */
  shareSats: readonly Sat[]
  /** what waits in the queue already */
  queuedSats: Sat
}>

/** What a deposit of this size would cost now and whether it can be taken: `quoteDeposit`. @throws {ContractError} */
export const readQuote = async (
  client: ReadClient,
  manager: Address,
  sats: Sat,
  at?: ReadAt,
): Promise<DepositQuote> => {
  const quote = await read(client, manager, entanglementManagerAbi, 'quoteDeposit', [sats], at)
  return {
    bondWei: toWei(quote.bondWei),
    bondBps: Number(quote.bondBps),
    feeSats: toSat(quote.feeSats),
    confirmations: Number(quote.confirmations),
    maxSats: toSat(quote.maxSats),
    shareSats: quote.shareSats.map(toSat),
    queuedSats: toSat(quote.queuedSats),
  }
}
