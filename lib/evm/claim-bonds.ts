import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Pays the grief bonds of minted or cancelled requests to their requesters. Anyone may. */
export const claimBonds = (manager: Address, reqIds: readonly bigint[]): ContractCall =>
  contractCall(manager, entanglementManagerAbi, 'claimBonds', [reqIds])
