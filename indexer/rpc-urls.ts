const LOOPBACK_LANES = 20

/**
 * Ponder lets each URL begin at 20 requests a second, which a public endpoint deserves and a node on the same machine
 * does not: that one is named twenty times over, so that a backfill takes seconds instead of a minute.
 */
export function rpcUrls(urls: readonly string[]): string[] {
  return urls.flatMap((url) => {
    const { hostname } = new URL(url)
    if (hostname !== '127.0.0.1' && hostname !== 'localhost') return [url]
    return Array.from({ length: LOOPBACK_LANES }, (_, lane) => {
      const laned = new URL(url)
      laned.searchParams.set('lane', String(lane))
      return laned.href
    })
  })
}
