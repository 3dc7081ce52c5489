import { hexToNumber, recoverTypedDataAddress, slice } from 'viem'
import { UserRejectedError } from '../../errors/contract.ts'
import type { TypedDataSigner } from '../../evm/clients.ts'
import { getContractError } from '../../evm/get-contract-error.ts'
import { type PermitQuestion, qpBtcPermit } from '../../evm/qpbtc-permit.ts'
import type { PermitSignature } from '../../evm/request-withdrawal.ts'

/** What the wallet is asked: the same typed data with the domain's own type, integers as decimal strings. */
const asJson = (permit: ReturnType<typeof qpBtcPermit>): string =>
  JSON.stringify(
    {
      ...permit,
      types: {
        EIP712Domain: [
          { name: 'name', type: 'string' },
          { name: 'version', type: 'string' },
          { name: 'chainId', type: 'uint256' },
          { name: 'verifyingContract', type: 'address' },
        ],
        ...permit.types,
      },
    },
    (_, value) => (typeof value === 'bigint' ? value.toString() : value),
  )

/**
 * An ERC-2612 permit from the wallet, checked here. A signature that is not of this very account is no permit: a Safe, a
 * smart account or a wallet without typed data gives none, and approves by a transaction instead.
 * @returns null when the wallet cannot
 * @throws {UserRejectedError} when the person declined
 */
export async function signPermit(
  wallet: TypedDataSigner,
  question: PermitQuestion,
): Promise<PermitSignature | null> {
  const permit = qpBtcPermit(question)
  try {
    const signature = await wallet.signTypedData(asJson(permit))
    if (signature.length !== 132) return null
    const signer = await recoverTypedDataAddress({ ...permit, signature })
    if (signer.toLowerCase() !== question.owner.toLowerCase()) return null
    const last = hexToNumber(slice(signature, 64, 65))
    return {
      deadline: question.deadline,
      // some hardware wallets write the parity alone
      v: last < 27 ? last + 27 : last,
      r: slice(signature, 0, 32),
      s: slice(signature, 32, 64),
    }
  } catch (cause) {
    const error = getContractError(cause)
    if (error.find(UserRejectedError)) throw error
    return null
  }
}
