import type { Address } from 'viem'
import { depositMinterAbi } from '../../../contracts-abi/deposit-minter.ts'
import { entanglementManagerAbi } from '../../../contracts-abi/entanglement-manager.ts'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { read } from '../../../lib/evm/read.ts'
import { readRelayStart } from '../../../lib/evm/read-relay-start.ts'
import type { Config } from '../config.ts'
import { DeploymentError } from '../errors.ts'
import { isChainAnswer } from './chain-answer.ts'
import type { EvmPool } from './evm-pool.ts'

export interface Contracts {
  bridge: Address
  minter: Address
  relay: Address
  registry: Address
  selector: Address
  requestIds: Address
  withdrawals: Address
  holders: Address
  qpBTC: Address
  /** height at which the relay starts */
  checkpointHeight: number
}

/**
 * Reads the other contracts' addresses from the bridge: they are immutable there, so nothing can be configured that does
 * not belong together (X25).
 * @throws DeploymentError when the bridge is not one, or its relay follows another Bitcoin network
 */
export async function loadContracts(
  pool: EvmPool,
  config: Pick<Config, 'bridge' | 'network'>,
): Promise<Contracts> {
  const { bridge, network } = config
  try {
    const found = await pool.read('contracts', async (client, blockNumber) => {
      const at = { blockNumber }
      const [minter, relay, registry, selector, requestIds] = await Promise.all([
        read(client, bridge, entanglementManagerAbi, 'minter', [], at),
        read(client, bridge, entanglementManagerAbi, 'relay', [], at),
        read(client, bridge, entanglementManagerAbi, 'registry', [], at),
        read(client, bridge, entanglementManagerAbi, 'selector', [], at),
        read(client, bridge, entanglementManagerAbi, 'requestIds', [], at),
      ])
      const [withdrawals, holders, qpBTC] = await Promise.all([
        read(client, registry, stakerRegistryAbi, 'withdrawals', [], at),
        read(client, registry, stakerRegistryAbi, 'holders', [], at),
        read(client, minter, depositMinterAbi, 'qpBTC', [], at),
      ])
      const { checkpointHeight, chainName } = await readRelayStart(client, relay)
      const modules = { minter, relay, registry, selector, requestIds, withdrawals, holders, qpBTC }
      return { bridge, ...modules, chainName, checkpointHeight }
    })
    if (found.chainName !== network)
      throw new DeploymentError(
        `The relay follows Bitcoin's ${found.chainName}, the configuration says ${network}.`,
      )
    const { chainName: _, ...contracts } = found
    return contracts
  } catch (error) {
    if (isChainAnswer(error)) throw new DeploymentError(`There is no EntanglementManager at ${bridge}.`)
    throw error
  }
}
