import type { Address } from 'viem'
import { bitcoinRelayAbi } from '../../contracts-abi/bitcoin-relay.ts'
import type { ReadClient } from './clients.ts'
import { read } from './read.ts'

export type RelayStart = Readonly<{
  checkpointHeight: number
  /** work of one block at the easiest target that counts as evidence here */
  minBlockWork: bigint
  noRetarget: boolean
  /** Bitcoin Core's name: main, test, signet, regtest */
  chainName: string
}>

/** What never changes about a relay. @throws {ContractError} when the chain cannot be read */
export const readRelayStart = async (client: ReadClient, relay: Address): Promise<RelayStart> => {
  const [checkpointHeight, minBlockWork, noRetarget, chainName] = await Promise.all([
    read(client, relay, bitcoinRelayAbi, 'checkpointHeight', []),
    read(client, relay, bitcoinRelayAbi, 'minBlockWork', []),
    read(client, relay, bitcoinRelayAbi, 'noRetarget', []),
    read(client, relay, bitcoinRelayAbi, 'chainName', []),
  ])
  return { checkpointHeight: Number(checkpointHeight), minBlockWork, noRetarget, chainName }
}
