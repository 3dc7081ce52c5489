import type { Address } from 'viem'
import { bitcoinRelayAbi } from '../../contracts-abi/bitcoin-relay.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

export type RelayTip = Readonly<{
  height: number
  /** time in the tip's header, in seconds */
  time: number
}>

/** Bitcoin's tip as the contracts see it. @throws {ContractError} when the chain cannot be read */
export const readRelayTip = async (client: ReadClient, relay: Address, at?: ReadAt): Promise<RelayTip> => {
  const [height, time] = await read(client, relay, bitcoinRelayAbi, 'tip', [], at)
  return { height: Number(height), time: Number(time) }
}
