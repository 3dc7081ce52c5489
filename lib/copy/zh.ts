import { activity } from './zh/activity.ts'
import { common } from './zh/common.ts'
import { deposit } from './zh/deposit.ts'
import { dev } from './zh/dev.ts'
import { errors } from './zh/errors.ts'
import { home } from './zh/home.ts'
import { status } from './zh/status.ts'
import { wallet } from './zh/wallet.ts'
import { withdraw } from './zh/withdraw.ts'

/** Every sentence a person reads, by area. */
export const zh = { common, home, status, deposit, withdraw, activity, wallet, errors, dev } as const
