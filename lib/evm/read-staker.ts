import type { Address, Hex } from 'viem'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { toSat } from '../core/to-sat.ts'
import { toWei } from '../core/to-wei.ts'
import type { Sat, Wei } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

export type Staker = Readonly<{
  id: bigint
  issued: Sat
  toBeIssued: Sat
  toBeRedeemed: Sat
  registrationBondWei: Wei
  /** in the collateral token's smallest unit */
  collateral: bigint
  maturing: bigint
  matureBlock: bigint
  unstaking: bigint
  unstakeTime: number
  /** null for no limit */
  acceptLimit: Sat | null
  /** 33 bytes, compressed */
  pubKey: Hex
  sweepScript: Hex
}>

/** `2^56 − 1` stands for "no limit" on chain. */
const NO_LIMIT = (1n << 56n) - 1n

/** A staker as the chain holds it; null when it is not registered. @throws {ContractError} */
export const readStaker = async (
  client: ReadClient,
  registry: Address,
  staker: Address,
  at?: ReadAt,
): Promise<Staker | null> => {
  const { state, ...view } = await read(client, registry, stakerRegistryAbi, 'stakerOf', [staker], at)
  if (state === 0) return null
  return {
    ...view,
    issued: toSat(view.issued),
    toBeIssued: toSat(view.toBeIssued),
    toBeRedeemed: toSat(view.toBeRedeemed),
    registrationBondWei: toWei(view.registrationBondWei),
    unstakeTime: Number(view.unstakeTime),
    acceptLimit: view.acceptLimit >= NO_LIMIT ? null : toSat(view.acceptLimit),
  }
}
