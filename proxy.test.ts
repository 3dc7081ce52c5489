import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server'
import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import nextConfig from './next.config.ts'
import { config, proxy } from './proxy.ts'

const folder = join(import.meta.dirname, 'public')
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
/** Whether the page at this address would get the policy, by the framework's own reading of the matcher. */
const hasPolicy = (url: string) => doesMatch({ config, url, nextConfig: {} })

describe('the addresses that get the content security policy', () => {
  it.each([
    '/',
    '/deposit',
    '/deposit/7',
    '/status',
    '/nowhere',
    '/api',
    '/api/',
    '/api//',
    '/apix',
    '/_next/staticX',
    '/_next/imageX',
  ])('default: the page at %s', (url) => expect(hasPolicy(url)).toBe(true))

  it('T31 L11 a page that is not there, whatever file its name begins like', () => {
    expect(files.length).toBeGreaterThanOrEqual(10)
    const names = [
      '/fonts/x',
      '/fonts/',
      '/faviconX',
      '/social-cardX',
      '/trusted-typesX',
      '/apple-touch-iconX',
    ]
    const beside = files.flatMap((file) => [`${file}X`, `${file}/x`, file.replace(/\.\w+$/, 'X')])
    for (const url of [...names, ...beside]) expect(hasPolicy(url), url).toBe(true)
  })

  it('behavior: no answer of the API, no file of the build, no file of public', () => {
    for (const url of ['/api/v1/status', '/api/csp-report', '/_next/static/chunks/main.js', ...files])
      expect(hasPolicy(url), url).toBe(false)
  })
})

describe('T31 what every answer forbids', () => {
  const answer = () => proxy(new NextRequest('http://127.0.0.1/deposit')).headers
  const nonceOf = (headers: Headers) =>
    /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]

  it('T31 a policy with a nonce of its own for each view of a page', () => {
    const nonces = Array.from({ length: 8 }, () => nonceOf(answer()))
    expect(new Set(nonces).size).toBe(8)
    for (const nonce of nonces) expect(Buffer.from(nonce ?? '', 'base64')).toHaveLength(16)
  })

  it('T31 Trusted Types are watched and reported, not enforced yet', () => {
    const watched = answer().get('content-security-policy-report-only')
    expect(watched).toBe("require-trusted-types-for 'script'; report-uri /api/csp-report")
    expect(answer().get('content-security-policy')).not.toContain('trusted-types')
    expect(answer().get('content-security-policy')).toContain('report-uri /api/csp-report')
  })

  it('T31 security headers for every path, by their values', async () => {
    const rules = (await nextConfig.headers?.()) ?? []
    const all = rules.find(({ source }) => source === '/:path*')?.headers ?? []
    const headers = new Map(all.map(({ key, value }) => [key.toLowerCase(), value]))
    const maxAge = Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1])
    expect(maxAge, 'a year at least').toBeGreaterThanOrEqual(31_536_000)
    expect(headers.get('strict-transport-security')).toContain('includeSubDomains')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups')
    const permissions = (headers.get('permissions-policy') ?? '').split(', ')
    for (const feature of ['camera', 'microphone', 'geolocation', 'payment', 'serial', 'browsing-topics'])
      expect(permissions).toContain(`${feature}=()`)
    // hardware wallets are reached over these, by this origin alone
    for (const feature of ['usb', 'hid']) expect(permissions).toContain(`${feature}=(self)`)
  })
})
