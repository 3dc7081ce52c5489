import { Transaction } from '@scure/btc-signer'
import type { Address, Hex } from 'viem'
import { qpBtcAbi } from '../../contracts-abi/qp-btc.ts'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { buildProof } from '../../lib/bitcoin/build-proof.ts'
import { createEsplora } from '../../lib/bitcoin/create-esplora.ts'
import { fromHex } from '../../lib/bitcoin/from-hex.ts'
import { relayHeaders } from '../../lib/bitcoin/relay-headers.ts'
import { toHex } from '../../lib/bitcoin/to-hex.ts'
import { type ContractCall, contractCall } from '../../lib/evm/contract-call.ts'
import { encodeCall } from '../../lib/evm/encode-call.ts'
import { readRelayTip } from '../../lib/evm/read-relay-tip.ts'
import { submitHeaders } from '../../lib/evm/submit-headers.ts'
import { ACCOUNT_INDEX, bitcoinKey, evmAccount } from '../../stack/accounts.ts'
import { evmClient, readClient } from '../../stack/evm/client.ts'
import type { Stack } from '../../stack/start-stack.ts'

/** 6 confirmations, and one more so that nothing depends on the exact count. */
const BURIED = 7
/** What a draw waits for. */
const DRAW_BLOCKS = 3
const BITCOIN_SPACING = 600
const RELAY_BATCH = 100

/** Both sides of a withdrawal on a running stack that has no keeper: the owner's and, on Bitcoin, a staker's. */
export function withdrawOnStack(stack: Stack) {
  const { endpoints } = stack
  if (endpoints === null) throw new Error('nothing was deployed')
  const contracts = endpoints.contracts as Record<keyof typeof endpoints.contracts, Address>
  const { WithdrawalManager: manager, QpBTC: token, BitcoinRelay: relay } = contracts
  const rpc = endpoints.evm.rpc[0] ?? ''
  const [evm, reader] = [evmClient(rpc), readClient(rpc)]
  const esplora = createEsplora({ urls: endpoints.bitcoin.esplora })
  const payer = bitcoinKey('withdrawal payer')
  const onManager = { address: manager, abi: withdrawalManagerAbi } as const

  const control = async (call: string, body: Record<string, unknown> = {}) => {
    const response = await fetch(`${stack.control}${call}`, { method: 'POST', body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${call}: ${await response.text()}`)
    return response.json() as Promise<Record<string, string>>
  }
  /** Sends calls of one account; each must succeed. */
  const send = async (index: number, ...calls: ContractCall[]) => {
    for (const call of calls) {
      const hash = await evm.sendTransaction({ account: evmAccount(index), ...encodeCall(call) })
      await evm.mine({ blocks: 1 })
      const receipt = await evm.waitForTransactionReceipt({ hash, timeout: 20_000 })
      if (receipt.status !== 'success') throw new Error(`${call.functionName} reverted`)
    }
  }
  const call = (name: string, args: readonly unknown[]): ContractCall =>
    contractCall(manager, withdrawalManagerAbi, name as 'drainQueue', args as never)

  /** Brings the relay to Bitcoin's tip. */
  const relayed = async () => {
    const tip = await esplora.tipHeight()
    for (let from = (await readRelayTip(reader, relay)).height + 1; from <= tip; from += RELAY_BATCH) {
      const { raw } = await relayHeaders(esplora, from, Math.min(from + RELAY_BATCH - 1, tip))
      await send(ACCOUNT_INDEX.keeper, submitHeaders(relay, toHex(raw)))
    }
  }
  /** Moves both clocks and the relay. */
  const pass = async (seconds: number, blocks: number) => {
    await control('/time', { seconds, blocks })
    await relayed()
  }
  const balanceOf = (account: Address) =>
    reader.readContract({ address: token, abi: qpBtcAbi, functionName: 'balanceOf', args: [account] })
  const withdrawal = (reqId: bigint) =>
    reader.readContract({ ...onManager, functionName: 'withdrawalOf', args: [reqId] })
  const share = (reqId: bigint, number: number) =>
    reader.readContract({ ...onManager, functionName: 'shareOf', args: [reqId, number] })

  return {
    contracts,
    evm,
    reader,
    send,
    call,
    pass,
    relayed,
    withdrawal,
    share,
    /** Waits until the index holds what the chain has now. @returns that block */
    indexed: async (indexUrl: string): Promise<bigint> => {
      const head = await evm.getBlockNumber()
      const end = Date.now() + 30_000
      for (;;) {
        const answer = await fetch(`${indexUrl}/v1/status`).catch(() => null)
        if (answer?.ok && (await answer.json()).at.block >= Number(head)) return head
        if (Date.now() > end) throw new Error(`the index did not reach block ${head}`)
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    },
    /** Gathers what the seeded depositors hold in one account, which lets the withdrawals take it. @returns its balance */
    gather: async (index: number): Promise<bigint> => {
      const owner = evmAccount(index).address
      for (const from of ACCOUNT_INDEX.seedDepositors) {
        const sats = await balanceOf(evmAccount(from).address)
        await send(from, contractCall(token, qpBtcAbi, 'transfer', [owner, sats]))
      }
      await send(index, contractCall(token, qpBtcAbi, 'approve', [manager, 2n ** 256n - 1n]))
      return balanceOf(owner)
    },
    /** @returns the id that it was given */
    request: async (index: number, sats: bigint, script: Hex, maxFeeSats: bigint): Promise<bigint> => {
      await send(index, call('requestWithdrawal', [sats, script, maxFeeSats]))
      const events = await reader.getContractEvents({
        ...onManager,
        eventName: 'WithdrawalRequested',
        fromBlock: 0n,
      })
      const reqId = events.at(-1)?.args.reqId
      if (reqId === undefined) throw new Error('nothing was requested')
      return reqId
    },
    resolve: async (reqId: bigint) => {
      await evm.mine({ blocks: DRAW_BLOCKS })
      await send(ACCOUNT_INDEX.keeper, call('resolveWithdrawal', [reqId]))
    },
    /** Pays a share on Bitcoin with its marking, buries the payment and proves it. @returns the txid */
    pay: async (reqId: bigint, number: number): Promise<string> => {
      const { payoutScript } = await withdrawal(reqId)
      const { payoutSats } = await share(reqId, number)
      const marking = await reader.readContract({
        ...onManager,
        functionName: 'markingOf',
        args: [reqId, number],
      })
      const funds = payoutSats + 10_000n
      const { txid } = await control('/faucet', { address: payer.address, sats: String(funds) })
      const tx = new Transaction({ allowUnknownOutputs: true })
      tx.addInput({ txid: String(txid), index: 0, witnessUtxo: { script: payer.script, amount: funds } })
      tx.addOutput({ script: fromHex(payoutScript), amount: payoutSats })
      tx.addOutput({ script: fromHex(`0x6a0d${marking.slice(2)}`), amount: 0n })
      tx.sign(payer.privateKey)
      tx.finalize()
      const sent = await fetch(`${stack.esplora}/tx`, { method: 'POST', body: tx.hex })
      if (!sent.ok) throw new Error(await sent.text())
      const paid = await sent.text()
      await pass(BURIED * BITCOIN_SPACING, BURIED)
      const { proof } = await buildProof(esplora, paid)
      await send(ACCOUNT_INDEX.keeper, call('verifyWithdrawal', [reqId, number, proof]))
      return paid
    },
  }
}
export type Withdrawing = ReturnType<typeof withdrawOnStack>
