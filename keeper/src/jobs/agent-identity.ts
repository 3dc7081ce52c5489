import type { Address } from 'viem'
import { stakerRegistryAbi } from '../../../contracts-abi/staker-registry.ts'
import { toHex } from '../../../lib/bitcoin/to-hex.ts'
import { ConfigError } from '../../../lib/errors/config.ts'
import { read } from '../../../lib/evm/read.ts'
import { readStaker } from '../../../lib/evm/read-staker.ts'
import type { BitcoinSigner } from '../signer/bitcoin-signer.ts'
import type { AgentDeps } from './agent-context.ts'

/**
 * Which staker a Bitcoin key belongs to, found in the registry, so that nothing can be configured that does not fit.
 * @throws ConfigError when nobody registered the key, or its sweep script is not the key's own address
 */
export async function stakerOfKey(
  { evm, contracts }: Pick<AgentDeps, 'evm' | 'contracts'>,
  { publicKey, script }: BitcoinSigner,
): Promise<Address> {
  const { registry } = contracts
  const key = toHex(publicKey)
  const found = await evm.read('staker of key', async (client, blockNumber) => {
    const at = { blockNumber }
    const count = await read(client, registry, stakerRegistryAbi, 'stakerCount', [], at)
    const ids = Array.from({ length: Number(count) }, (_, id) => BigInt(id + 1))
    const keys = await Promise.all(
      ids.map((id) => read(client, registry, stakerRegistryAbi, 'pubKeyById', [id], at)),
    )
    const id = ids[keys.indexOf(key)]
    if (id === undefined) return null
    const address = await read(client, registry, stakerRegistryAbi, 'stakerById', [id], at)
    const staker = await readStaker(client, registry, address, at)
    return { address, sweepScript: staker?.sweepScript ?? null }
  })
  if (found === null)
    throw new ConfigError('agent', [
      `no staker has registered the Bitcoin key ${key}: register it, or name its file`,
    ])
  if (found.sweepScript !== toHex(script))
    throw new ConfigError('agent', [
      `staker ${found.address} sweeps to ${found.sweepScript}, which the key ${key} alone does not open: payments need a sweep script that is the native segwit address of the key`,
    ])
  return found.address
}
