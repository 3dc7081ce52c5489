import { BaseError as ViemError } from 'viem'
import {
  WalletAwayError,
  WalletBusyError,
  WalletLockedError,
  WalletUnsupportedError,
} from '../errors/wallet.ts'

/** The number that EIP-1193 or EIP-1474 gives the failure, wherever viem or the wallet put it. */
const codeOf = (error: unknown): number | null => {
  const own = (value: unknown) =>
    typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'number'
      ? value.code
      : null
  if (!(error instanceof ViemError)) return own(error)
  let code: number | null = null
  error.walk((inner) => {
    code ??= own(inner)
    return false
  })
  return code
}

/**
 * What a wallet failed at, where its number says more than its words: locked, away from its network, busy with another
 * request, unable. Everything else passes unchanged; a declined request is told from it by viem's own class.
 */
export function evmWalletError(wallet: string, method: string, error: unknown): unknown {
  switch (codeOf(error)) {
    case 4100:
      return new WalletLockedError(wallet, error)
    case 4900:
    case 4901:
      return new WalletAwayError(wallet, error)
    case -32002:
      return new WalletBusyError(wallet, error)
    case 4200:
    case -32601:
      return new WalletUnsupportedError(wallet, method, error)
    default:
      return error
  }
}
