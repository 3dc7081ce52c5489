import { UnknownChainError } from '../errors/config.ts'
import { type SluiceChain, sluiceChains } from './chains.ts'

/** The chain with this id. @throws {UnknownChainError} when it is not configured: never another one in its place */
export const chainOf = (chainId: number): SluiceChain => {
  const chain = Object.values(sluiceChains).find(({ id }) => id === chainId)
  if (chain === undefined) throw new UnknownChainError(chainId)
  return chain
}
