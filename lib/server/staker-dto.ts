import 'server-only'
import { getAddress } from 'viem'
import type { StakerDto } from '../api/stakers.ts'
import type { StakerRow } from './index-rows.ts'

/** A staker as the API gives it, from its row in the index. */
export function toStaker(row: StakerRow): StakerDto {
  const { registeredBlock, registeredTime, registeredTx, ...staker } = row
  return {
    ...staker,
    address: getAddress(row.address),
    state: 'Active',
    registered: { block: registeredBlock, time: registeredTime, tx: registeredTx },
  }
}
