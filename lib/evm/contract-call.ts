import type { Abi, Address, ContractFunctionArgs, ContractFunctionName } from 'viem'

type Writable = 'nonpayable' | 'payable'

/** A call as data: what is simulated, shown, batched (EIP-5792), queued or sent. `value` in wei. */
export type ContractCall = Readonly<{
  address: Address
  abi: Abi
  functionName: string
  args: readonly unknown[]
  value: bigint
}>

/** Builds a call whose function and arguments the compiler checks against the ABI. */
export const contractCall = <const A extends Abi, const N extends ContractFunctionName<A, Writable>>(
  address: Address,
  abi: A,
  functionName: N,
  args: ContractFunctionArgs<A, Writable, N>,
  value = 0n,
): ContractCall => ({ address, abi, functionName, args: args as readonly unknown[], value })
