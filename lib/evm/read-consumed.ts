import type { Address } from 'viem'
import { withdrawalManagerAbi } from '../../contracts-abi/withdrawal-manager.ts'
import { internalHash } from '../bitcoin/internal-hash.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/**
 * Whether an output was counted for a share already: each of the two asks and keeps its own.
 * @param counter DepositMinter or WithdrawalManager, which have this function in common
 * @param txid as explorers write it @throws {ContractError}
 */
export const readConsumed = (
  client: ReadClient,
  counter: Address,
  txid: string,
  vout: number,
  at?: ReadAt,
): Promise<boolean> =>
  read(client, counter, withdrawalManagerAbi, 'consumed', [toHex(internalHash(txid)), vout], at)
