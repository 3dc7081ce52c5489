import { defineChain } from 'viem'
import type { PublicConfig } from '../api/status.ts'
import { chainName } from './chain-name.ts'

/** The chain of this deployment, as viem wants it. Bitlayer's native coin is BTC with 18 decimals. */
export const chainOf = (settings: Pick<PublicConfig, 'evm' | 'explorers'>) =>
  defineChain({
    id: settings.evm.chainId,
    name: chainName(settings.evm.chainId),
    nativeCurrency: { name: 'Bitcoin', symbol: 'BTC', decimals: 18 },
    rpcUrls: { default: { http: settings.evm.rpc } },
    ...(settings.explorers.evm
      ? { blockExplorers: { default: { name: 'Explorer', url: settings.explorers.evm } } }
      : {}),
  })
