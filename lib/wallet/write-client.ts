import { type Address, createClient, custom } from 'viem'
import * as z from 'zod/mini'
import type { PublicConfig } from '../api/status.ts'
import { WalletAnswerError } from '../errors/wallet.ts'
import type { TypedDataSigner, WriteClient } from '../evm/clients.ts'
import { chainOf } from './chain-of.ts'
import type { Eip1193 } from './evm-session.ts'

const hash = z.string().check(z.regex(/^0x[0-9a-fA-F]{64}$/))
const signature = z.string().check(z.regex(/^0x[0-9a-fA-F]*$/))
const accounts = z.array(z.string().check(z.regex(/^0x[0-9a-fA-F]{40}$/)))

/**
 * A connected account as something that signs. What is sent is exactly what was simulated; gas and nonce are the wallet's.
 * What the wallet declines, or fails at, arrives as viem's own error classes.
 */
export function createWriteClient(
  settings: PublicConfig,
  wallet: Readonly<{ address: Address; name: string; provider: Eip1193 }>,
): WriteClient & TypedDataSigner {
  const chain = chainOf(settings)
  const client = createClient({ chain, transport: custom(wallet.provider, { retryCount: 0 }) })
  const ask = async <T extends z.ZodMiniType>(
    schema: T,
    method: string,
    params: unknown,
  ): Promise<z.infer<T>> => {
    const answer: unknown = await client.request({ method, params } as never)
    const read = schema.safeParse(answer)
    if (!read.success) throw new WalletAnswerError(wallet.name, method, 'answer', read.error)
    return read.data
  }
  return {
    account: { address: wallet.address },
    chain: { id: chain.id },
    getChainId: async () =>
      Number(await ask(z.string().check(z.regex(/^0x[0-9a-fA-F]+$/)), 'eth_chainId', [])),
    getAddresses: async () => (await ask(accounts, 'eth_accounts', [])) as Address[],
    sendTransaction: async ({ to, data, value }) =>
      (await ask(hash, 'eth_sendTransaction', [
        { from: wallet.address, to, data, value: `0x${value.toString(16)}` },
      ])) as `0x${string}`,
    signTypedData: async (json) =>
      (await ask(signature, 'eth_signTypedData_v4', [wallet.address, json])) as `0x${string}`,
  }
}
