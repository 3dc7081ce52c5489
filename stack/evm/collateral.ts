import { parseAbi } from 'viem'
import { ACCOUNT_INDEX, evmAccount } from '../accounts.ts'
import type { EvmClient } from './client.ts'
import { settle } from './settle.ts'

/** Of `contracts/src/local/LocalCollateral.sol`, which exists only locally and so has no generated ABI. */
export const localCollateralAbi = parseAbi([
  'function mint(address to, uint256 amount)',
  'function approve(address spender, uint256 amount) returns (bool)',
])

/** Makes collateral tokens out of nothing, which only the local token allows. `amount` in its smallest unit. */
export async function mintCollateral(
  evm: EvmClient,
  token: `0x${string}`,
  to: `0x${string}`,
  amount: bigint,
): Promise<void> {
  const account = evmAccount(ACCOUNT_INDEX.admin)
  const call = { account, address: token, abi: localCollateralAbi } as const
  await settle(evm, [await evm.writeContract({ ...call, functionName: 'mint', args: [to, amount] })])
}
