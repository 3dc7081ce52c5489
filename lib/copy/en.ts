import { activity } from './en/activity.ts'
import { common } from './en/common.ts'
import { deposit } from './en/deposit.ts'
import { dev } from './en/dev.ts'
import { errors } from './en/errors.ts'
import { home } from './en/home.ts'
import { status } from './en/status.ts'
import { wallet } from './en/wallet.ts'
import { withdraw } from './en/withdraw.ts'

/** Every sentence a person reads, by area. */
export const en = { common, home, status, deposit, withdraw, activity, wallet, errors, dev } as const
