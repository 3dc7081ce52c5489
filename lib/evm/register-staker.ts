import type { Address, Hex } from 'viem'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import type { Wei } from '../core/units.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

export type StakerRegistrationCall = Readonly<{
  /** from `signStakerMessage` */
  pubKeyX: bigint
  pubKeyY: bigint
  signature: Hex
  /** standard scriptPubKey to which deposits are swept */
  sweepScript: Hex
  /** exactly the registration bond */
  bondWei: Wei
}>

/** Registers the sender as a staker: `StakerRegistry.register`. */
export const registerStaker = (registry: Address, call: StakerRegistrationCall): ContractCall =>
  contractCall(
    registry,
    stakerRegistryAbi,
    'register',
    [call.pubKeyX, call.pubKeyY, call.signature, call.sweepScript],
    call.bondWei,
  )
