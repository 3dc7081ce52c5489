import { type Address, encodeFunctionData, type Hex } from 'viem'
import type { ContractCall } from './contract-call.ts'

/** A call as a transaction carries it: for a signer with its own nonce queue, a Safe, or a batch. */
export const encodeCall = ({
  address,
  abi,
  functionName,
  args,
  value,
}: ContractCall): { to: Address; data: Hex; value: bigint } => ({
  to: address,
  data: encodeFunctionData({ abi, functionName, args }),
  value,
})
