import { encodeAbiParameters, type Hex, keccak256, type StateOverride } from 'viem'
import { ContractRevertError, WrongChainError } from '../errors/contract.ts'
import { checkWallet } from './check-wallet.ts'
import type { BatchSender, ReadClient, WriteClient } from './clients.ts'
import type { ContractCall } from './contract-call.ts'
import { encodeCall } from './encode-call.ts'
import { getContractError } from './get-contract-error.ts'
import { simulateCall } from './simulate-call.ts'

/** Slot of `_allowances` in OpenZeppelin's ERC20, from which QpBTC inherits it. */
const ALLOWANCES_SLOT = 1n

/** The token as it will be between the two calls: the spender may take that much. */
const allowed = (owner: Hex, { address, args }: ContractCall): StateOverride => {
  const [spender, sats] = args as [Hex, bigint]
  const word = (values: [Hex, bigint] | [Hex, Hex]) =>
    keccak256(
      typeof values[1] === 'bigint'
        ? encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [values[0], values[1]])
        : encodeAbiParameters([{ type: 'address' }, { type: 'bytes32' }], [values[0], values[1]]),
    )
  const slot = word([spender, word([owner, ALLOWANCES_SLOT])])
  return [{ address, stateDiff: [{ slot, value: encodeAbiParameters([{ type: 'uint256' }], [sats]) }] }]
}

/**
 * Sends an approval and the call that needs it as one (EIP-5792), all or nothing, after simulating both: the second as if
 * the first had happened.
 * @param approval of `approveQpBtc`
 * @param onAsk runs when all is checked and the wallet is asked
 * @returns the wallet's name for the batch
 * @throws as `writeCall` does
 */
export async function writeBatch(
  client: ReadClient,
  wallet: WriteClient & BatchSender,
  approval: ContractCall,
  call: ContractCall,
  walletName: string,
  onAsk?: () => void,
): Promise<string> {
  const { address } = wallet.account
  try {
    await checkWallet(wallet, walletName)
    const read = await client.getChainId()
    if (read !== wallet.chain.id) throw new WrongChainError(wallet.chain.id, read)
    await simulateCall(client, address, approval)
    await simulateCall(client, address, call, allowed(address, approval)).catch((error: unknown) => {
      // an endpoint that does not let state be supposed gets no further than the missing allowance
      if (error instanceof ContractRevertError && error.errorName === 'ERC20InsufficientAllowance') return
      throw error
    })
    await checkWallet(wallet, walletName)
    onAsk?.()
    return await wallet.sendCalls([encodeCall(approval), encodeCall(call)])
  } catch (error) {
    throw getContractError(error)
  }
}
