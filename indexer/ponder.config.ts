import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createConfig } from 'ponder'
import { bitcoinRelayAbi } from '../contracts-abi/bitcoin-relay.ts'
import { depositMinterAbi } from '../contracts-abi/deposit-minter.ts'
import { entanglementManagerAbi } from '../contracts-abi/entanglement-manager.ts'
import { holderSelectorAbi } from '../contracts-abi/holder-selector.ts'
import { stakerRegistryAbi } from '../contracts-abi/staker-registry.ts'
import { stakerSelectorAbi } from '../contracts-abi/staker-selector.ts'
import { withdrawalManagerAbi } from '../contracts-abi/withdrawal-manager.ts'
import { readEndpoints } from '../lib/config/env.server.ts'
import { rpcUrls } from './rpc-urls.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const { evm, contracts, startBlock } = readEndpoints(process.env, root)
const deployed = { chain: 'evm', startBlock } as const

/** Finality is Ponder's own: 30 blocks for every chain it does not know, above the 21 that Bitlayer needs. */
export default createConfig({
  chains: {
    evm: {
      id: evm.chainId,
      rpc: rpcUrls(evm.rpc),
      ...(evm.ws === null ? {} : { ws: evm.ws }),
      pollingInterval: 500,
    },
  },
  contracts: {
    EntanglementManager: {
      ...deployed,
      abi: entanglementManagerAbi,
      address: contracts.EntanglementManager as `0x${string}`,
    },
    DepositMinter: {
      ...deployed,
      abi: depositMinterAbi,
      address: contracts.DepositMinter as `0x${string}`,
    },
    StakerRegistry: {
      ...deployed,
      abi: stakerRegistryAbi,
      address: contracts.StakerRegistry as `0x${string}`,
    },
    StakerSelector: {
      ...deployed,
      abi: stakerSelectorAbi,
      address: contracts.StakerSelector as `0x${string}`,
    },
    WithdrawalManager: {
      ...deployed,
      abi: withdrawalManagerAbi,
      address: contracts.WithdrawalManager as `0x${string}`,
    },
    HolderSelector: {
      ...deployed,
      abi: holderSelectorAbi,
      address: contracts.HolderSelector as `0x${string}`,
    },
    BitcoinRelay: {
      ...deployed,
      abi: bitcoinRelayAbi,
      address: contracts.BitcoinRelay as `0x${string}`,
    },
  },
})
