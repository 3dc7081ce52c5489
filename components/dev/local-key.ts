import { generatePrivateKey } from 'viem/accounts'

/** A key of the local stack's wallets, kept so that a reload finds the same accounts. Worth nothing anywhere else. */
export function localKey(name: 'evm' | 'bitcoin'): `0x${string}` {
  const place = `sluice-developer-${name}-key`
  const kept = window.localStorage.getItem(place)
  if (kept !== null && /^0x[0-9a-f]{64}$/.test(kept)) return kept as `0x${string}`
  const made = generatePrivateKey()
  window.localStorage.setItem(place, made)
  return made
}
