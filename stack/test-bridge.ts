import { type Address, createPublicClient, createWalletClient, http, zeroAddress } from 'viem'
import { anvil } from 'viem/chains'
import { entanglementManagerAbi } from '../contracts-abi/entanglement-manager.ts'
import { buildProof } from '../lib/bitcoin/build-proof.ts'
import { createEsplora } from '../lib/bitcoin/create-esplora.ts'
import { fromHex } from '../lib/bitcoin/from-hex.ts'
import { signSpend } from '../lib/bitcoin/sign-spend.ts'
import { toHex } from '../lib/bitcoin/to-hex.ts'
import type { Endpoints } from '../lib/config/endpoints.ts'
import { ContractRevertError } from '../lib/errors/contract.ts'
import type { ContractCall } from '../lib/evm/contract-call.ts'
import { executeDeposit } from '../lib/evm/execute-deposit.ts'
import { resolveWithdrawal } from '../lib/evm/resolve-withdrawal.ts'
import { simulateCall } from '../lib/evm/simulate-call.ts'
import { verifyDepositAddress } from '../lib/evm/verify-deposit-address.ts'
import { verifyWithdrawal } from '../lib/evm/verify-withdrawal.ts'
import { ACCOUNT_INDEX, evmAccount } from './accounts.ts'
import { stakerKey } from './seed/stakers.ts'

/** One that belongs to nobody: what anyone may do is done by somebody else than the person. */
const ANYONE = 10
const MINER_SATS = 1_000n

/** For tests: what anyone, or a seeded staker, can do on a running stack without a page. Of requests with one share. */
export function testBridge({ evm, bitcoin, contracts }: Endpoints) {
  const transport = http(evm.rpc[0])
  const client = createPublicClient({ chain: anvil, transport, pollingInterval: 100 })
  const at = (name: keyof Endpoints['contracts']) => contracts[name] as Address
  const proofOf = async (txid: string) =>
    (await buildProof(createEsplora({ urls: bitcoin.esplora }), txid)).proof
  const payout = async (reqId: bigint, txid: string) =>
    verifyWithdrawal(at('WithdrawalManager'), reqId, 0, await proofOf(txid))
  const payment = async (reqId: bigint, txid: string) =>
    executeDeposit(at('DepositMinter'), reqId, 0, [await proofOf(txid)])
  const refusalOf = async (call: ContractCall): Promise<string | null> => {
    try {
      await simulateCall(client, zeroAddress, call)
      return null
    } catch (error) {
      if (error instanceof ContractRevertError) return error.errorName
      throw error
    }
  }
  const send = async ({ value, ...call }: ContractCall): Promise<void> => {
    const account = evmAccount(ANYONE)
    const wallet = createWalletClient({ account, chain: anvil, transport })
    const { request } = await client.simulateContract({ ...call, account, ...(value > 0n ? { value } : {}) })
    await client.waitForTransactionReceipt({ hash: await wallet.writeContract(request) })
  }
  return {
    /** The number that the next request of any kind is given, as long as nobody else asks. */
    nextReqId: async (): Promise<bigint> =>
      (await client.readContract({
        address: at('EntanglementManager'),
        abi: entanglementManagerAbi,
        functionName: 'last',
      })) + 1n,
    /** The error with which the contract refuses a transaction as payment of a withdrawal; null when it would take it. */
    payoutRefusal: async (reqId: bigint, txid: string) => refusalOf(await payout(reqId, txid)),
    /** The same for a deposit. */
    paymentRefusal: async (reqId: bigint, txid: string) => refusalOf(await payment(reqId, txid)),
    provePayout: async (reqId: bigint, txid: string) => send(await payout(reqId, txid)),
    resolveWithdrawal: (reqId: bigint) => send(resolveWithdrawal(at('WithdrawalManager'), reqId)),
    /** Signs away a deposit's coin with its staker's key, minted or not. @returns the transaction, to be broadcast */
    signAsStaker: async (
      reqId: bigint,
      staker: string,
      coin: { txid: string; vout: number; sats: bigint },
    ): Promise<string> => {
      const place = {
        manager: at('EntanglementManager'),
        registry: at('StakerRegistry'),
        chainId: evm.chainId,
      }
      const address = { ...place, reqId, share: 0, network: bitcoin.network }
      const { witnessScript } = await verifyDepositAddress(client, address)
      const position = ACCOUNT_INDEX.stakers.findIndex((index) => evmAccount(index).address === staker)
      if (position < 0) throw new Error(`deposit ${reqId} has no seeded staker`)
      const { script, privateKey } = stakerKey(position)
      const input = { ...coin, lock: { kind: 'deposit' as const, witnessScript: fromHex(witnessScript) } }
      const outputs = [{ script, sats: coin.sats - MINER_SATS }]
      return toHex(signSpend({ inputs: [input], outputs }, privateKey).raw).slice(2)
    },
  }
}
