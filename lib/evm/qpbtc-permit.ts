import type { Address } from 'viem'
import type { Sat } from '../core/units.ts'

export type PermitQuestion = Readonly<{
  chainId: number
  token: Address
  owner: Address
  spender: Address
  sats: Sat
  nonce: bigint
  /** Unix seconds after which nobody can use it */
  deadline: bigint
}>

/** ERC-2612: the typed data that lets `spender` take exactly `sats`, as EIP-712 has it. Names as in QpBTC.sol. */
export const qpBtcPermit = ({ chainId, token, owner, spender, sats, nonce, deadline }: PermitQuestion) =>
  ({
    domain: { name: 'Sluice BTC', version: '1', chainId, verifyingContract: token },
    types: {
      Permit: [
        { name: 'owner', type: 'address' },
        { name: 'spender', type: 'address' },
        { name: 'value', type: 'uint256' },
        { name: 'nonce', type: 'uint256' },
        { name: 'deadline', type: 'uint256' },
      ],
    },
    primaryType: 'Permit',
    message: { owner, spender, value: sats, nonce, deadline },
  }) as const
