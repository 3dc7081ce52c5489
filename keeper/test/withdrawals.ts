import { createWalletClient, http } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { qpBtcAbi } from '../../contracts-abi/qp-btc.ts'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import type { OwedShare } from '../../lib/core/owed-share.ts'
import { readOwedShare } from '../../lib/evm/read-owed-share.ts'
import { readWithdrawalHead } from '../../lib/evm/read-withdrawal-head.ts'
import { type Address, type LocalStack, until } from './local-stack.ts'

const mnemonic = 'test test test test test test test test test test test junk'
/** The seed's first depositor holds 1.25 qpBTC. */
const ownerIndex = 20

/** Withdrawals as their owner makes them, on a local stack. */
export function withdrawalsOf(stack: LocalStack) {
  const { evm, contracts, rpc } = stack
  const manager = contracts.WithdrawalManager
  const owner = mnemonicToAccount(mnemonic, { addressIndex: ownerIndex })
  const wallet = createWalletClient({ account: owner, chain: foundry, transport: http(rpc) })
  const mined = async (hash: Address) => {
    const { status } = await evm.waitForTransactionReceipt({ hash })
    if (status !== 'success') throw new Error(`${hash} reverted`)
  }
  const shares = async (reqId: bigint): Promise<OwedShare[]> => {
    const head = await readWithdrawalHead(evm, manager, reqId)
    if (!head) return []
    const all = Array.from({ length: head.shareCount }, (_, share) =>
      readOwedShare(evm, manager, head, share),
    )
    return (await Promise.all(all)).filter((share) => share !== null)
  }
  let approved = false
  return {
    owner,
    shares,
    /** @returns the share that a staker owes, once it is drawn */
    request: async (sats: bigint, payoutScript: Address, maxFeeSats = 5_000n): Promise<OwedShare> => {
      if (!approved) {
        const approval = { address: contracts.QpBTC, abi: qpBtcAbi, functionName: 'approve' } as const
        await mined(await wallet.writeContract({ ...approval, args: [manager, 10n ** 12n] }))
        approved = true
      }
      await mined(
        await wallet.writeContract({
          address: manager,
          abi: withdrawalManagerAbi,
          functionName: 'requestWithdrawal',
          args: [sats, payoutScript, maxFeeSats],
        }),
      )
      const reqId = await stack.lastRequest()
      return until('the draw', async () => (await shares(reqId))[0] ?? null)
    },
    paid: (share: OwedShare, ms?: number) =>
      until(
        `share ${share.reqId} paid`,
        async () => (await shares(share.reqId))[share.share]?.state === 'Paid',
        ms,
      ),
  }
}
