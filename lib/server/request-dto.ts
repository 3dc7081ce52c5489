import 'server-only'
import type { DepositDto } from '../api/deposits.ts'
import type { WithdrawalDto } from '../api/withdrawals.ts'
import type { BitcoinNetwork } from '../bitcoin/networks.ts'
import { toDeposit } from './deposit-dto.ts'
import type { RequestRow } from './index-rows.ts'
import { toWithdrawal } from './withdrawal-dto.ts'

/** A request of either kind as the API gives it. */
export function toRequest(row: RequestRow, network: BitcoinNetwork): DepositDto | WithdrawalDto {
  return row.kind === 'deposit' ? toDeposit(row) : toWithdrawal(row, network)
}
