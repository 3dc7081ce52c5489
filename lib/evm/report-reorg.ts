import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { internalHash } from '../bitcoin/internal-hash.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** A counted payment of a share; its txid as explorers write it. */
export type CountedPayment = Readonly<{ reqId: bigint; share: number; txid: string; vout: number }>

/** Reports that the block of a counted payment is no longer in the relay's chain. Anyone may. */
export const reportReorg = (minter: Address, { reqId, share, txid, vout }: CountedPayment): ContractCall =>
  contractCall(minter, depositMinterAbi, 'reportReorg', [reqId, share, toHex(internalHash(txid)), vout])
