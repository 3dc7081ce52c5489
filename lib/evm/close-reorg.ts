import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { internalHash } from '../bitcoin/internal-hash.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import { type ContractCall, contractCall } from './contract-call.ts'
import type { CountedPayment } from './report-reorg.ts'

/** Ends a report whose 144 blocks have passed: the staker owes the payment. Anyone may. */
export const closeReorg = (minter: Address, { reqId, share, txid, vout }: CountedPayment): ContractCall =>
  contractCall(minter, depositMinterAbi, 'closeReorg', [reqId, share, toHex(internalHash(txid)), vout])
