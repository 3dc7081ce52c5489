import {
  type Abi,
  type Address,
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeErrorResult,
  encodeFunctionResult,
  type Hex,
} from 'viem'

/** Answers of one contract: by function name, what it returns; throw a `Revert` to revert. */
export type Answers = Readonly<{ abi: Abi; answer: Readonly<Record<string, (...args: never[]) => unknown>> }>

export class Revert extends Error {
  readonly data: Hex
  constructor(abi: Abi, errorName: string, args: readonly unknown[] = []) {
    super(errorName)
    this.data = encodeErrorResult({ abi, errorName, args })
  }
}

/**
 * A viem client over an endpoint that answers what the test wants: an honest one, or one that lies as an attacker would.
 * Everything between the call and the bytes is viem's own.
 */
export const clientAnswering = (chainId: number, contracts: Readonly<Record<Address, Answers>>) => {
  const calls: string[] = []
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    if (method === 'eth_chainId') return `0x${chainId.toString(16)}`
    if (method === 'eth_blockNumber') return '0x64'
    if (method !== 'eth_call') throw new Error(`${method} is not answered here`)
    const [{ to, data }] = params as [{ to: Address; data: Hex }]
    const contract = Object.entries(contracts).find(
      ([address]) => address.toLowerCase() === to.toLowerCase(),
    )?.[1]
    if (contract === undefined) return '0x'
    const { functionName, args } = decodeFunctionData({ abi: contract.abi, data })
    calls.push(functionName)
    try {
      const result = contract.answer[functionName]?.(...((args ?? []) as never[]))
      return encodeFunctionResult({ abi: contract.abi, functionName, result })
    } catch (error) {
      if (error instanceof Revert) throw { code: 3, message: 'execution reverted', data: error.data }
      throw error
    }
  }
  const transport = custom({ request }, { retryCount: 0 })
  return { client: createPublicClient({ transport }), transport, calls }
}
