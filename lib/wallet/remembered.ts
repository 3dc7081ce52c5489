/** Prefix of what the wallet library keeps in local storage: which wallet was connected, nothing of any deposit. */
export const STORAGE_KEY = 'sluice-wallet'

/** Whether a wallet was connected here before and was not disconnected since. */
export function isWalletRemembered(place: Pick<Storage, 'getItem'>): boolean {
  try {
    const last: unknown = JSON.parse(place.getItem(`${STORAGE_KEY}.recentConnectorId`) ?? 'null')
    return typeof last === 'string' && place.getItem(`${STORAGE_KEY}.${last}.disconnected`) !== 'true'
  } catch {
    return false
  }
}
