import type { Address, Hex } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import type { Sat, Wei } from '../core/units.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

export type DepositRequest = Readonly<{
  sats: Sat
  recipient: Address
  /** hash160 of the compressed key that can take the coin back, 20 bytes */
  refundPubKeyHash: Hex
  /** grief bond; what is more than needed is sent back */
  bondWei: Wei
  /** wait without bond and address when this much cannot be held now, instead of being refused */
  allowQueue: boolean
}>

/** Reserves capacity and asks for a draw: `EntanglementManager.requestDeposit`. */
export const requestDeposit = (manager: Address, request: DepositRequest): ContractCall =>
  contractCall(
    manager,
    entanglementManagerAbi,
    'requestDeposit',
    [request.sats, request.recipient, request.refundPubKeyHash, request.allowQueue],
    request.bondWei,
  )
