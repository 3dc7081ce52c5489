import type { RequestDto } from '../../api/requests.ts'
import type { Deposit } from '../../core/deposit-state.ts'

type ToldShare = Pick<RequestDto['shares'][number], 'issuedSats' | 'mintedSats' | 'feeSats'>

/** What was minted to the recipient and what the fee was, in sats. */
export type Receipt = Readonly<{ mintedSats: bigint; feeSats: bigint }>

/**
 * How the index says that what was minted of a share was divided; null while it has not heard of all of it, or says what cannot be:
 * both parts together are what the chain says.
 */
export function receiptOf(
  told: ToldShare | undefined,
  { mintedSats: issued }: Pick<Deposit, 'mintedSats'>,
): Receipt | null {
  if (told === undefined || issued === 0n || BigInt(told.issuedSats) !== issued) return null
  const [mintedSats, feeSats] = [BigInt(told.mintedSats), BigInt(told.feeSats)]
  return mintedSats + feeSats === issued ? { mintedSats, feeSats } : null
}
