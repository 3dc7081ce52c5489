import { type Address, decodeFunctionData } from 'viem'
import type { ContractCall } from './contract-call.ts'
import { encodeCall } from './encode-call.ts'

/** A call as a wallet shows it, read back from its bytes. `value` in wei, arguments in the ABI's order. */
export type Asked = Readonly<{
  contract: Address
  functionName: string
  args: readonly (readonly [name: string, value: string])[]
  value: bigint
}>

/**
 * What a wallet is asked, decoded from the very bytes that it gets: what a person compares with the wallet's own screen is
 * not what the page meant to send but what it sends (C16, T31).
 */
export function readAsked(call: ContractCall): Asked {
  const { to, data, value } = encodeCall(call)
  const { functionName, args = [] } = decodeFunctionData({ abi: call.abi, data })
  const item = call.abi.find((entry) => entry.type === 'function' && entry.name === functionName)
  const inputs = item?.type === 'function' ? item.inputs : []
  return {
    contract: to,
    functionName,
    args: args.map((arg, at) => [inputs[at]?.name || String(at), String(arg)]),
    value,
  }
}
