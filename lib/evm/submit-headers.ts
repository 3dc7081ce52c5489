import type { Address, Hex } from 'viem'
import { bitcoinRelayAbi } from '../../contracts-abi/bitcoin-relay.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Extends the relay's tip. @param headers consecutive 80-byte headers, the first one built on the tip */
export const submitHeaders = (relay: Address, headers: Hex): ContractCall =>
  contractCall(relay, bitcoinRelayAbi, 'submitHeaders', [headers])
