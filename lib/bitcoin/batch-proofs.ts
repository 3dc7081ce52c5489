import type { Hex } from 'viem'
import type { ContractProof } from './build-proof.ts'

/** `BlockProof` of contracts/src/types/BitcoinTypes.sol: transactions of one block, its header and coinbase once for all. */
export type BatchProof = Readonly<{
  header: Hex
  height: bigint
  coinbaseTx: Hex
  coinbasePath: readonly Hex[]
  txs: readonly Readonly<{ tx: Hex; path: readonly Hex[]; index: bigint }>[]
}>

/** Proofs of one block as one. @returns null when there are none, or they are not all of one block */
export const batchProofs = (proofs: readonly ContractProof[]): BatchProof | null => {
  const [first] = proofs
  if (first === undefined || proofs.some(({ header }) => header !== first.header)) return null
  const { header, height, coinbaseTx, coinbasePath } = first
  return {
    header,
    height,
    coinbaseTx,
    coinbasePath,
    txs: proofs.map(({ tx, path, index }) => ({ tx, path, index })),
  }
}
