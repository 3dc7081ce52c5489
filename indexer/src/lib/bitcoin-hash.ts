/** A Bitcoin hash as explorers show it, from the internal byte order in which contracts keep it. */
export function displayHash(internal: `0x${string}`): string {
  return (internal.slice(2).match(/../g) ?? []).reverse().join('')
}
