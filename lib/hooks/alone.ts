import { OtherTabError } from '@/lib/errors/wallet'

/**
 * Runs what asks a wallet for money only while no other tab of this page does the same (C4). Where the browser has no
 * locks, one tab's own guard against a double press is all there is.
 * @param what names the lock
 * @param run calls `release` once its request has left the wallet: from then on another tab finds it by itself
 * @throws {OtherTabError} when another tab is at it
 */
export function alone<T>(
  what: 'deposit' | 'withdrawal',
  run: (release: () => void) => Promise<T>,
): Promise<T> {
  if (typeof navigator === 'undefined' || !('locks' in navigator)) return run(() => {})
  return new Promise((resolve, reject) => {
    const inside = async (lock: Lock | null): Promise<void> => {
      if (lock === null) return reject(new OtherTabError())
      await new Promise<void>((release) => {
        run(release).then(resolve, reject).finally(release)
      })
    }
    navigator.locks.request(`sluice-${what}`, { ifAvailable: true }, inside).catch(reject)
  })
}
