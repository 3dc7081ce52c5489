import type { Address } from 'viem'
import { qpBtcAbi } from '../../contracts-abi/qp-btc.ts'
import { toSat } from '../core/to-sat.ts'
import type { Sat } from '../core/units.ts'
import type { ReadClient } from './clients.ts'
import { type ReadAt, read } from './read.ts'

export type Holding = Readonly<{
  balanceSats: Sat
  /** what `spender` may take, in sats; may be without limit */
  allowanceSats: bigint
  /** of the next ERC-2612 permit */
  nonce: bigint
}>

/** What an account holds of qpBTC and has let `spender` take. @throws {ContractError} when the chain cannot be read */
export const readQpBtc = async (
  client: ReadClient,
  token: Address,
  owner: Address,
  spender: Address,
  at?: ReadAt,
): Promise<Holding> => {
  const [balance, allowance, nonce] = await Promise.all([
    read(client, token, qpBtcAbi, 'balanceOf', [owner], at),
    read(client, token, qpBtcAbi, 'allowance', [owner, spender], at),
    read(client, token, qpBtcAbi, 'nonces', [owner], at),
  ])
  return { balanceSats: toSat(balance), allowanceSats: allowance, nonce }
}
