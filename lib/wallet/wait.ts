import { WalletNoAnswerError, WalletRejectedError } from '../errors/wallet.ts'

/**
 * Waits for a wallet, but never for ever: wallets that were closed by their window often never answer.
 *
 * @param wallet name for the sentence
 * @param milliseconds how long
 * @param signal the person gave up waiting
 * @throws WalletNoAnswerError after that time
 * @throws WalletRejectedError when the person gave up
 */
export function waitForWallet<T>(
  wallet: string,
  milliseconds: number,
  answer: Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () => settle(() => reject(new WalletNoAnswerError(wallet, Math.round(milliseconds / 1_000)))),
      milliseconds,
    )
    const stop = () => settle(() => reject(new WalletRejectedError(wallet, signal?.reason)))
    const settle = (finish: () => void) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      finish()
    }
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop)
    answer.then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    )
  })
}
