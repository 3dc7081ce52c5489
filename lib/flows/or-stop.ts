import { WalletStoppedError } from '../errors/wallet.ts'

/**
 * Waits for a wallet until the person stops waiting. What was asked of it stays asked.
 * @throws {WalletStoppedError} when the person stopped
 */
export function orStop<T>(
  answer: Promise<T>,
  walletName: string,
  signal: AbortSignal | undefined,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(new WalletStoppedError(walletName))
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop, { once: true })
    answer.then(resolve, reject)
  })
}
