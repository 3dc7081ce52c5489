import { type Address, getAddress } from 'viem'

export type RefundClaim = Readonly<{ address: string; chainId: number; manager: Address }>

/** What the owner of a typed refund address signs, so that an address whose key nobody has here is never taken. */
export const refundMessage = ({ address, chainId, manager }: RefundClaim): string =>
  `Sluice refund ${address} chain ${chainId} bridge ${getAddress(manager)}`
