import { type NextRequest, NextResponse } from 'next/server'
import { browserEndpoints } from './lib/config/browser-endpoints'
import { contentSecurityPolicy, trustedTypesPolicy } from './lib/config/csp'

/**
 * Gives every page view its own nonce and policy. It grants no rights: whatever is decided about money is decided by
 * the chain, and a request that slips past this function gets the same answers (T39).
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = contentSecurityPolicy({
    nonce,
    connect: browserEndpoints(),
    development: process.env.NODE_ENV === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set('Content-Security-Policy-Report-Only', trustedTypesPolicy)
  return response
}

export const config = {
  matcher: [
    '/((?!api/|_next/static|_next/image|fonts/|favicon|trusted-types|apple-touch-icon|social-card).*)',
  ],
}
