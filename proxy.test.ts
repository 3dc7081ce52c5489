import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unstable_doesMiddlewareMatch as doesMatch } from 'next/experimental/testing/server'
import { describe, expect, it } from 'vitest'
import { config } from './proxy.ts'

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
