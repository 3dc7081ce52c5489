import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import type { Wei } from '../core/units.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Takes an offer: pays the bond, of which the excess comes back, and asks for a draw. The requester's alone. */
export const acceptDeposit = (manager: Address, reqId: bigint, bondWei: Wei): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'acceptDeposit', [reqId], bondWei)
