type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const kept = new Map<string, string>()
/** For a browser that keeps nothing for this site: what a page writes down lasts as long as it is open. */
const passing: Place = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => void kept.set(key, value),
  removeItem: (key) => void kept.delete(key),
}

/** The browser's storage. Where data of sites is blocked even looking at it throws, which must take no page down. */
export function browserStorage(): Place {
  try {
    return window.localStorage ?? passing
  } catch {
    return passing
  }
}
