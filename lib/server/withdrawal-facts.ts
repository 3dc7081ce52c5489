import 'server-only'
import type { Address } from 'viem'
import { qpBtcAbi } from '../../contracts-abi/qp-btc.ts'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { serverEnv } from '../config/env.server.ts'
import { read } from '../evm/read.ts'
import type { Head } from './chain-reader.ts'
import { logFailure } from './log.ts'

/** Facts of the withdrawals at one block; null for each that could not be read. Amounts in sats. */
export type WithdrawalFacts = {
  lockedSats: bigint | null
  queueSats: bigint | null
  feeBps: number | null
  dustSats: bigint | null
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    logFailure('contracts', error)
    return null
  }
}

/** Reads what the status page says of withdrawals from the chain itself. */
export async function readWithdrawalFacts({ client, block }: Head): Promise<WithdrawalFacts> {
  const contracts = serverEnv().endpoints.contracts as Record<string, Address>
  const { WithdrawalManager: manager, QpBTC: token } = contracts
  if (!manager || !token) throw new Error('a contract has no address')
  const at = { blockNumber: BigInt(block) }
  const [locked, queue, params] = await Promise.all([
    orNull(read(client, token, qpBtcAbi, 'balanceOf', [manager], at)),
    orNull(read(client, manager, withdrawalManagerAbi, 'queue', [], at)),
    orNull(read(client, manager, withdrawalManagerAbi, 'params', [], at)),
  ])
  return {
    lockedSats: locked,
    queueSats: queue?.[1] ?? null,
    feeBps: params?.redeemFeeBps ?? null,
    dustSats: params?.dustSats ?? null,
  }
}
