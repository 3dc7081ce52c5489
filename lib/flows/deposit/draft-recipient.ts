import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import { DepositRecipientError } from '../../errors/deposit.ts'

/**
 * Who receives the qpBTC, as typed, checksummed.
 * @param bridge contracts of the bridge, which must not receive it
 * @throws {DepositRecipientError} naming the rule
 */
export function draftRecipient(typed: string, bridge: readonly string[]): Address {
  const text = typed.trim()
  if (text === '') throw new DepositRecipientError('empty')
  if (/^(bc|tb|bcrt)1[0-9a-z]{6,}$/i.test(text) || /^[13mn2][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(text))
    throw new DepositRecipientError('bitcoin')
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw new DepositRecipientError('unreadable')
  // EIP-55: mixed case carries a checksum; one case alone carries none and is taken as it is.
  const mixed = text.slice(2) !== text.slice(2).toLowerCase() && text.slice(2) !== text.slice(2).toUpperCase()
  if (mixed && !isAddress(text, { strict: true })) throw new DepositRecipientError('checksum')
  const address = getAddress(text.toLowerCase())
  if (address === zeroAddress) throw new DepositRecipientError('zero')
  if (bridge.some((contract) => contract.toLowerCase() === address.toLowerCase()))
    throw new DepositRecipientError('bridge')
  return address
}
