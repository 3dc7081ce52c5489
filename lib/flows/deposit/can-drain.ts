import { type Address, zeroAddress } from 'viem'
import type { Deposit } from '../../core/deposit-state.ts'
import { ContractRevertError } from '../../errors/contract.ts'
import type { ReadClient } from '../../evm/clients.ts'
import type { ContractCall } from '../../evm/contract-call.ts'
import { drainDeposits } from '../../evm/drain-deposits.ts'
import { drainEscrow } from '../../evm/drain-escrow.ts'
import { simulateCall } from '../../evm/simulate-call.ts'

/** Who keeps a deposit: the bridge its shares, the minter its payments. */
export type DepositContracts = Readonly<{ manager: Address; minter: Address }>

/** The call that moves what a share waits in: the queue, the mint limit's escrow or its staker's. Null when it waits in none. */
export function drainFor(
  contracts: DepositContracts,
  deposit: Deposit,
  reserved: boolean,
): ContractCall | null {
  if (deposit.position === 0) return null
  if (deposit.state === 'Queued') return drainDeposits(contracts.manager)
  if (deposit.assignment === null) return null
  return drainEscrow(contracts.minter, reserved ? zeroAddress : deposit.assignment.staker)
}

/** Whether that call would pass now, by simulation; null when it waits in nothing. @throws {ContractError} */
export async function canDrain(
  client: ReadClient,
  contracts: DepositContracts,
  deposit: Deposit,
  reserved: boolean,
): Promise<boolean | null> {
  const call = drainFor(contracts, deposit, reserved)
  if (call === null) return null
  try {
    await simulateCall(client, deposit.requester, call)
    return true
  } catch (error) {
    if (error instanceof ContractRevertError) return false
    throw error
  }
}
