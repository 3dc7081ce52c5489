import type { Address } from 'viem'
import { qpBtcAbi } from '../../contracts-abi/qp-btc.ts'
import type { Sat } from '../core/units.ts'
import { type ContractCall, contractCall } from './contract-call.ts'

/** Lets `spender` take exactly `sats` of qpBTC, once: never more than this withdrawal needs. */
export const approveQpBtc = (token: Address, spender: Address, sats: Sat): ContractCall =>
  contractCall(token, qpBtcAbi, 'approve', [spender, sats])
