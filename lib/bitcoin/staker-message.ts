import { type Address, getAddress } from 'viem'

export type StakerRegistration = Readonly<{ staker: Address; chainId: number; registry: Address }>

/** The sentence a staker's Bitcoin key signs to register, as `StakerRegistry.register` rebuilds it. */
export const stakerMessage = ({ staker, chainId, registry }: StakerRegistration): string =>
  `Sluice staker ${getAddress(staker)} chain ${chainId} registry ${getAddress(registry)}`
