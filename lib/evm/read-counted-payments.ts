import type { Address } from 'viem'
import { depositMinterAbi } from '../../contracts-abi/deposit-minter.ts'
import { displayHash } from '../bitcoin/display-hash.ts'
import { fromHex } from '../bitcoin/from-hex.ts'
import type { ReadClient } from './clients.ts'
import { getContractError } from './get-contract-error.ts'
import type { CountedPayment } from './report-reorg.ts'
import { blockRanges } from './search-blocks.ts'

/** EVM blocks that are looked through: a day of blocks of three seconds, far above any reorganisation of Bitcoin. */
const DEPTH = 28_800n

/**
 * Payments that the contract counted lately for a deposit, by its own events: no index is needed.
 * @throws {ContractError} when the chain cannot be read
 */
export const readCountedPayments = async (
  client: ReadClient,
  minter: Address,
  reqId: bigint,
): Promise<readonly CountedPayment[]> => {
  try {
    const head = await client.getBlockNumber()
    const least = head > DEPTH ? head - DEPTH : 0n
    const on = { address: minter, abi: depositMinterAbi, eventName: 'PaymentConsumed', strict: true } as const
    const logs = await Promise.all(
      blockRanges(least, head).map((range) => client.getContractEvents({ ...on, ...range, args: { reqId } })),
    )
    return logs.flat().map(({ args: { share, txid, vout } }) => ({
      reqId,
      share,
      txid: displayHash(fromHex(txid)),
      vout,
    }))
  } catch (error) {
    throw getContractError(error)
  }
}
