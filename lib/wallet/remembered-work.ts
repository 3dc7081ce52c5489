import { isWalletRemembered } from './remembered.ts'

const KEY = 'sluice-work'
/** What was known longer ago than a day is not said any more. */
const MAX_AGE_MS = 86_400_000

/**
 * Keeps how many requests wait for the person, for pages that carry no wallet; no account is kept with it.
 * @param count null when no account is connected @param now milliseconds
 */
export function keepWork(place: Pick<Storage, 'setItem' | 'removeItem'>, count: number | null, now: number) {
  try {
    if (count === null) place.removeItem(KEY)
    else place.setItem(KEY, `${count} ${now}`)
  } catch {
    // a browser that keeps nothing: those pages then say nothing
  }
}

/** How many did when a page last knew; 0 when that is too long ago, or when the wallet was left since. */
export function rememberedWork(place: Pick<Storage, 'getItem'>, now: number): number {
  try {
    const [, count = '0', at = '0'] = /^(\d{1,4}) (\d{1,15})$/.exec(place.getItem(KEY) ?? '') ?? []
    return isWalletRemembered(place) && now - Number(at) < MAX_AGE_MS ? Number(count) : 0
  } catch {
    return 0
  }
}
