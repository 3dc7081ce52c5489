import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

// Two production builds come out of one tree: the local stack's, with the developer panel, and the plain one.
const local = process.env.SLUICE_LOCAL === '1'
// `npm test` checks types once, in its check, and never builds the same a second time.
const once = process.env.SLUICE_BUILD_ONCE === '1'

const config: NextConfig = {
  distDir: process.env.SLUICE_DIST ?? '.next',
  pageExtensions: local ? ['tsx', 'ts', 'dev.tsx', 'dev.ts'] : ['tsx', 'ts'],
  // read by code as a constant, so that the plain build drops what stands behind it
  env: { SLUICE_LOCAL: local ? '1' : '' },
  poweredByHeader: false,
  // a redirect would be an answer to a hostile API path that no handler chose (T36)
  skipTrailingSlashRedirect: true,
  // the same for a redirect by request header: no page here may be stored by a cache, so none can be poisoned (T39)
  experimental: { validateRSCRequestHeaders: false, turbopackFileSystemCacheForBuild: !once },
  typescript: { ignoreBuildErrors: once },
  reactStrictMode: true,
  typedRoutes: false,
  devIndicators: false,
  turbopack: {
    // sentences are parsed on the server (lib/server/i18n.ts); the browser gets only what puts them together
    resolveAlias: {
      'use-intl/format-message': './node_modules/use-intl/dist/esm/production/format-message/format-only.js',
    },
  },
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  headers: async () => [
    {
      // the page's Content-Security-Policy is added by proxy.ts, which knows the request's nonce
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'no-referrer' },
        { key: 'X-Frame-Options', value: 'DENY' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' },
        { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
        {
          key: 'Permissions-Policy',
          value:
            'camera=(), microphone=(), geolocation=(), payment=(), usb=(self), hid=(self), serial=(), browsing-topics=()',
        },
      ],
    },
    {
      source: '/fonts/:path*',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
  ],
}

export default createNextIntlPlugin('./lib/server/i18n.ts')(config)
