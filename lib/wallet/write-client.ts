import { type Address, createClient, custom, type Hash, numberToHex } from 'viem'
import * as z from 'zod/mini'
import type { PublicConfig } from '../api/status.ts'
import { WalletAnswerError } from '../errors/wallet.ts'
import type { BatchSender, TypedDataSigner, WriteClient } from '../evm/clients.ts'
import { chainOf } from './chain-of.ts'
import type { Eip1193 } from './evm-session.ts'
import { evmWalletError } from './evm-wallet-error.ts'
import { waitForWallet } from './wait.ts'

/** Milliseconds for what a wallet answers by itself; what asks the person waits until the person stops it. */
const ANSWER_TIME = 8_000

const quantity = z.string().check(z.regex(/^0x[0-9a-fA-F]{1,16}$/))
const hash = z.string().check(z.regex(/^0x[0-9a-fA-F]{64}$/))
const signature = z.string().check(z.regex(/^0x[0-9a-fA-F]*$/))
const accounts = z.array(z.string().check(z.regex(/^0x[0-9a-fA-F]{40}$/)))
const capabilities = z.record(z.string(), z.object({ atomic: z.optional(z.object({ status: z.string() })) }))
const batch = z.object({ id: z.string().check(z.minLength(1), z.maxLength(8_194)) })
const callsStatus = z.object({
  status: z.int(),
  receipts: z.optional(z.array(z.object({ transactionHash: hash }))),
})

/**
 * A connected account as something that signs. What is sent is exactly what was simulated; gas and nonce are the wallet's.
 * What the wallet declines arrives as viem's own error class, what it fails at as one of `lib/errors/wallet.ts`.
 */
export function createWriteClient(
  settings: PublicConfig,
  wallet: Readonly<{ address: Address; name: string; provider: Eip1193 }>,
): WriteClient & TypedDataSigner & BatchSender {
  const chain = chainOf(settings)
  const chainId = numberToHex(chain.id)
  const client = createClient({ chain, transport: custom(wallet.provider, { retryCount: 0 }) })
  const ask = async <T extends z.ZodMiniType>(
    schema: T,
    method: string,
    params: unknown,
    time?: number,
  ): Promise<z.infer<T>> => {
    const asked = client.request({ method, params } as never) as Promise<unknown>
    const answer = await (time ? waitForWallet(wallet.name, time, asked) : asked).catch((error: unknown) => {
      throw evmWalletError(wallet.name, method, error)
    })
    const read = schema.safeParse(answer)
    if (!read.success) throw new WalletAnswerError(wallet.name, method, 'answer', read.error)
    return read.data
  }
  return {
    account: { address: wallet.address },
    chain: { id: chain.id },
    getChainId: async () => Number(await ask(quantity, 'eth_chainId', [], ANSWER_TIME)),
    getAddresses: async () => (await ask(accounts, 'eth_accounts', [], ANSWER_TIME)) as Address[],
    sendTransaction: async ({ to, data, value }) =>
      // the chain is named too: a wallet that was switched in this very moment refuses by itself
      (await ask(hash, 'eth_sendTransaction', [
        { from: wallet.address, to, data, value: numberToHex(value), chainId },
      ])) as Hash,
    signTypedData: async (json) =>
      (await ask(signature, 'eth_signTypedData_v4', [wallet.address, json])) as `0x${string}`,
    canBatch: async () => {
      const able = await ask(
        capabilities,
        'wallet_getCapabilities',
        [wallet.address, [chainId]],
        ANSWER_TIME,
      ).catch(() => null)
      // `ready` would change the account for good before it batches: nobody asked for that
      return able?.[chainId]?.atomic?.status === 'supported'
    },
    sendCalls: async (calls) => {
      const named = calls.map(({ to, data, value }) => ({ to, data, value: numberToHex(value) }))
      const question = { version: '2.0.0', from: wallet.address, chainId, atomicRequired: true, calls: named }
      return (await ask(batch, 'wallet_sendCalls', [question])).id
    },
    getCallsStatus: async (id) => {
      const { status, receipts = [] } = await ask(callsStatus, 'wallet_getCallsStatus', [id], ANSWER_TIME)
      return { status, hashes: receipts.map(({ transactionHash }) => transactionHash as Hash) }
    },
  }
}
