import type { Address, Hex } from 'viem'
import { bitcoinRelayAbi } from '../../contracts-abi/bitcoin-relay.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/**
 * Replaces the relay's blocks above `forkHeight` by a branch with strictly more work.
 * @param headers first the min(11, forkHeight − checkpointHeight + 1) headers that end at `forkHeight`, then the branch
 */
export const submitBranch = (relay: Address, forkHeight: number, headers: Hex): ContractCall =>
  contractCall(relay, bitcoinRelayAbi, 'submitBranch', [BigInt(forkHeight), headers])
