import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { internalHash } from '../bitcoin/internal-hash.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

/** Whether an outpoint was already counted, ever. @param txid as explorers write it @throws {ContractError} */
export const readOutpointUsed = (
  client: ReadClient,
  manager: Address,
  { txid, vout }: Readonly<{ txid: string; vout: number }>,
  at?: ReadAt,
): Promise<boolean> =>
  read(client, manager, entanglementManagerAbi, 'consumed', [toHex(internalHash(txid)), vout], at)
