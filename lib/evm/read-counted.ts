import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { internalHash } from '../bitcoin/internal-hash.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** A coin is its staker's to take once more than `beforeSats` is minted for the share. */
export interface Counted {
  reqId: bigint
  share: number
  /** what had been counted for the share before it */
  beforeSats: bigint
}

/**
 * For which share of a deposit an output was counted; null when for none.
 * @param txid as explorers write it @throws {ContractError}
 */
export async function readCounted(
  client: ReadClient,
  minter: Address,
  txid: string,
  vout: number,
  at?: ReadAt,
): Promise<Counted | null> {
  const args = [toHex(internalHash(txid)), vout] as const
  const [reqId, share, beforeSats] = await read(client, minter, depositMinterAbi, 'countedAt', args, at)
  return reqId === 0n ? null : { reqId, share, beforeSats }
}
