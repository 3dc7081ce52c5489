import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** What was proven for a share, see `DepositPayments` in contracts/src/types/BridgeTypes.sol. */
export type DepositPayments = Readonly<{
  paidSats: Sat
  mintedSats: Sat
  /** value of its outputs that its staker was proven to have spent below the refund height */
  sweptSats: Sat
  /** place in its escrow, 0 when nothing of it waits; not the position */
  place: bigint
  /** what waits still has its reservation: only the mint limit holds it back */
  reserved: boolean
}>

/** @throws {ContractError} when the chain cannot be read */
export const readPayments = async (
  client: ReadClient,
  minter: Address,
  reqId: bigint,
  share: number,
  at?: ReadAt,
): Promise<DepositPayments> => {
  const held = await read(client, minter, depositMinterAbi, 'paymentsOf', [reqId, share], at)
  return {
    ...held,
    paidSats: toSat(held.paidSats),
    mintedSats: toSat(held.mintedSats),
    sweptSats: toSat(held.sweptSats),
  }
}
