import type { Address, Hex } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { depositWitnessScript } from '../bitcoin/deposit-witness-script.ts'
import { fromHex } from '../bitcoin/from-hex.ts'
import type { BitcoinNetwork } from '../bitcoin/networks.ts'
import { p2wshScript } from '../bitcoin/p2wsh-script.ts'
import { scriptToAddress } from '../bitcoin/script-to-address.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import type { Deposit } from '../core/deposit-state.ts'
import { DepositAddressMismatchError } from '../errors/contract.ts'
import type { ReadClient } from './clients.ts'
import { read } from './read.ts'
import { readDeposit } from './read-deposit.ts'
import { readStaker } from './read-staker.ts'

export type VerifiedDepositAddress = Readonly<{
  address: string
  script: Hex
  witnessScript: Hex
  deposit: Deposit & { assignment: NonNullable<Deposit['assignment']> }
  /** the staker's compressed key, as registered */
  stakerPubKey: Hex
  blockNumber: bigint
}>
export type AddressQuestion = Readonly<{
  manager: Address
  registry: Address
  /** the chain the person means to be on; an endpoint of another chain is refused */
  chainId: number
  reqId: bigint
  share: number
  network: BitcoinNetwork
  /** script that a server named, when one did: must be the same */
  claimedScript?: Hex | null
}>

const mustEqual = (part: DepositAddressMismatchError['part'], expected: string, actual: string) => {
  if (expected.toLowerCase() !== actual.toLowerCase())
    throw new DepositAddressMismatchError(part, expected, actual)
}

/**
 * T32: the Bitcoin address of a deposit's share, computed here from its parts as the chain holds them at one block, and equal to
 * the script that was stored at the draw, the one the contract computes anew, and any that a server named.
 * Ask through two endpoints where more than one is configured.
 * @throws {DepositAddressMismatchError} show nothing payable @throws {ContractError} when the chain cannot be read
 */
export const verifyDepositAddress = async (
  client: ReadClient,
  question: AddressQuestion,
): Promise<VerifiedDepositAddress> => {
  const { manager, registry, reqId, share, chainId } = question
  const [actualChainId, blockNumber] = await Promise.all([
    client.getChainId(),
    client.getBlockNumber({ cacheTime: 0 }),
  ])
  mustEqual('state', String(chainId), String(actualChainId))
  const at = { blockNumber }
  const deposit = await readDeposit(client, manager, reqId, share, at)
  if (deposit?.assignment == null)
    throw new DepositAddressMismatchError('state', 'Assigned', deposit?.state ?? 'None')
  const { assignment } = deposit
  const [staker, onChain, onChainWitness] = await Promise.all([
    readStaker(client, registry, assignment.staker, at),
    read(client, manager, entanglementManagerAbi, 'depositScript', [reqId, share], at),
    read(client, manager, entanglementManagerAbi, 'depositWitnessScript', [reqId, share], at),
  ])
  if (staker === null) throw new DepositAddressMismatchError('staker_key', assignment.staker, 'None')
  const witnessScript = depositWitnessScript({
    chainId,
    manager,
    reqId,
    share,
    stakerPubKey: fromHex(staker.pubKey),
    refundHeight: deposit.refundHeight,
    refundPubKeyHash: fromHex(deposit.refundPubKeyHash),
  })
  const script = p2wshScript(witnessScript)
  mustEqual('witness_script', toHex(witnessScript), onChainWitness)
  mustEqual('script', toHex(script), onChain)
  mustEqual('script', toHex(script), assignment.script)
  if (question.claimedScript != null) mustEqual('indexer_script', toHex(script), question.claimedScript)
  const address = scriptToAddress(script, question.network)
  if (address === null) throw new DepositAddressMismatchError('script', toHex(script), 'no address')
  return {
    address,
    script: toHex(script),
    witnessScript: toHex(witnessScript),
    deposit: { ...deposit, assignment },
    stakerPubKey: staker.pubKey,
    blockNumber,
  }
}
