import 'server-only'
import { randomBytes } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import { shared } from './shared.ts'

const PEER_HEADER = 'x-sluice-peer'

/**
 * The framework hands no socket to a route and keeps whatever X-Forwarded-For a client sent. Node announces each request
 * before anyone handles it: there the address of the socket is written into a header of our own, with a secret that no
 * client knows, so that it cannot be forged.
 */
const secret = shared('peer-secret', () => {
  const made = randomBytes(16).toString('hex')
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[PEER_HEADER] = `${made} ${request.socket.remoteAddress ?? ''}`
  })
  return made
})

const plain = (address: string) => address.trim().replace(/^::ffff:/, '')

/** An address as one client: IPv6 by its /64, of which anybody may have all. */
function clientKey(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail.split(':').filter(Boolean)
  const zeros = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':')
}

/**
 * Who asks. X-Forwarded-For counts only when the peer is a configured proxy; then the rightmost address that is not a
 * proxy itself (T37: what stands left of it, a client can write).
 * @returns `unknown` for the few requests that came before this module was loaded; they share one allowance
 */
export function clientOf(headers: Headers, trustedProxies: readonly string[]): string {
  const [given, address = ''] = (headers.get(PEER_HEADER) ?? '').split(' ')
  if (given !== secret || address === '') return 'unknown'
  const peer = plain(address)
  if (!trustedProxies.includes(peer)) return clientKey(peer)
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map(plain).filter(Boolean)
  const client = hops.findLast((hop) => !trustedProxies.includes(hop))
  return clientKey(client ?? peer)
}
