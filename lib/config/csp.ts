/** What the policy of one page view depends on. */
export type PolicyInput = {
  nonce: string
  /** Origins or URLs the browser itself talks to: the configured RPC endpoints. */
  connect: readonly string[]
  /** Development needs eval for React's stack traces and a socket for reloads. */
  development: boolean
}

/**
 * Style elements that libraries put into the page at run time, by hash of their text, because they cannot carry a nonce.
 * csp.test.ts computes them again from the installed packages.
 */
export const INJECTED_STYLES = {
  sonner: "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
} as const

const originOf = (url: string): string | null => {
  if (!URL.canParse(url)) return null
  const { origin, protocol } = new URL(url)
  return ['http:', 'https:', 'ws:', 'wss:'].includes(protocol) ? origin : null
}

/**
 * The Content-Security-Policy of one page view (T31): scripts by nonce and what they load themselves, no inline script,
 * no foreign origin, connections only to this server and the configured endpoints.
 */
export function contentSecurityPolicy({ nonce, connect, development }: PolicyInput): string {
  const origins = [...new Set(connect.map(originOf).filter((origin) => origin !== null))]
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : [`'nonce-${nonce}'`, ...Object.values(INJECTED_STYLES)].join(' ')}`,
    "style-src-attr 'unsafe-inline'",
    `style-src 'self'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...origins, ...(development ? ['ws:'] : [])].join(' ')}`,
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    'report-uri /api/csp-report',
  ].join('; ')
}

/** Trusted Types, watched before they are enforced. */
export const trustedTypesPolicy = "require-trusted-types-for 'script'; report-uri /api/csp-report"
