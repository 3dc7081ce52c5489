import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
} from 'viem'
import type { ReadClient } from './clients.ts'
import { getContractError } from './get-contract-error.ts'

type Readable = 'view' | 'pure'
/** Reads that must fit together name one block; without it each reads the newest state. */
export type ReadAt = Readonly<{ blockNumber?: bigint }>

/** Reads a view function. @throws {ContractRevertError} @throws {RpcUnavailableError} @throws {ContractError} */
export const read = async <
  const A extends Abi,
  N extends ContractFunctionName<A, Readable>,
  const P extends ContractFunctionArgs<A, Readable, N>,
>(
  client: ReadClient,
  address: Address,
  abi: A,
  functionName: N,
  args: P,
  at: ReadAt = {},
): Promise<ContractFunctionReturnType<A, Readable, N, P>> => {
  try {
    return (await client.readContract({
      address,
      abi: abi as Abi,
      functionName,
      args: args as readonly unknown[],
      ...at,
    })) as ContractFunctionReturnType<A, Readable, N, P>
  } catch (error) {
    throw getContractError(error)
  }
}
