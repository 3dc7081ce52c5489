import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { internalHash } from '../bitcoin/internal-hash.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** Whether an output was counted for a deposit already. @param txid as explorers write it @throws {ContractError} */
export const readCounted = (
  client: ReadClient,
  minter: Address,
  txid: string,
  vout: number,
  at?: ReadAt,
): Promise<boolean> =>
  read(client, minter, depositMinterAbi, 'consumed', [toHex(internalHash(txid)), vout], at)
