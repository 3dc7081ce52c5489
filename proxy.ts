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

// Left out are folders that never answer with a page, and files by their whole name: a page that is not there is a page
// too, and must have its policy whatever its name begins like. proxy.test.ts compares the names with `public`.
export const config = {
  matcher: [
    '/((?!api/[^/]|_next/static/|(?:fonts/(?:OFL\\.txt|sluice-mono-400\\.woff2|sluice-mono-600\\.woff2|source-sans-3-latin\\.woff2)|apple-touch-icon\\.png|favicon\\.svg|favicon-badge\\.svg|mark\\.svg|social-card\\.png|trusted-types\\.js|wordmark\\.svg)$).*)',
  ],
}
