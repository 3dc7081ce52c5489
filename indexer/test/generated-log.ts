import { type Abi, encodeAbiParameters, encodeEventTopics, getAbiItem, type Hex } from 'viem'
import { bitcoinRelayAbi } from '../../contracts-abi/bitcoin-relay.ts'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { holderSelectorAbi } from '../../contracts-abi/holder-selector.ts'
import { stakerRegistryAbi } from '../../contracts-abi/staker-registry.ts'
import { stakerSelectorAbi } from '../../contracts-abi/staker-selector.ts'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'

export const abis = {
  EntanglementManager: entanglementManagerAbi,
  DepositMinter: depositMinterAbi,
  StakerRegistry: stakerRegistryAbi,
  StakerSelector: stakerSelectorAbi,
  WithdrawalManager: withdrawalManagerAbi,
  HolderSelector: holderSelectorAbi,
  BitcoinRelay: bitcoinRelayAbi,
} as const
export type Source = keyof typeof abis
export type GeneratedLog = { source: Source; topics: Hex[]; data: Hex }
export type Args = Record<string, unknown>

/** Encodes one event as its contract would emit it. */
export function logOf(source: Source, name: string, args: Args): GeneratedLog {
  const abi: Abi = abis[source]
  const item = getAbiItem({ abi, name })
  if (item?.type !== 'event') throw new Error(`no event ${name}`)
  const plain = item.inputs.filter((input) => input.indexed !== true)
  return {
    source,
    topics: encodeEventTopics({ abi, eventName: name, args }) as Hex[],
    data: encodeAbiParameters(
      plain,
      plain.map((input) => args[input.name ?? '']),
    ),
  }
}
