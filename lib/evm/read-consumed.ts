import type { Address } from 'viem'
import { entanglementManagerAbi } from '../../contracts-abi/entanglement-manager.ts'
import { internalHash } from '../bitcoin/internal-hash.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import type { ReadClient } from './clients.ts'
import { read } from './read.ts'

/** Whether an output was counted already, for whatever it was. @param txid as explorers write it @throws {ContractError} */
export const readConsumed = (
  client: ReadClient,
  manager: Address,
  txid: string,
  vout: number,
): Promise<boolean> =>
  read(client, manager, entanglementManagerAbi, 'consumed', [toHex(internalHash(txid)), vout])
