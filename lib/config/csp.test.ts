import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy, INJECTED_STYLES } from './csp.ts'

const directives = (policy: string): Map<string, string[]> =>
  new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ')
      return [name, values]
    }),
  )
const policy = (connect: string[], development = false) =>
  directives(contentSecurityPolicy({ nonce: 'abc', connect, development }))

describe('T31 content security policy', () => {
  test('scripts run by nonce only: nothing inline, nothing evaluated, no host list', () => {
    expect(policy([]).get('script-src')).toEqual(["'nonce-abc'", "'strict-dynamic'"])
  })
  test('connections go to this server and to the origins configured, each named once', () => {
    expect(
      policy(['http://127.0.0.1:8545/key', 'http://127.0.0.1:8545', 'wss://rpc.example']).get('connect-src'),
    ).toEqual(["'self'", 'http://127.0.0.1:8545', 'wss://rpc.example'])
  })
  test('a configured value that is no web address cannot widen the policy', () => {
    expect(
      policy(['https:', '*', "'unsafe-inline'", 'javascript:alert(1)', 'data:x; script-src *']).get(
        'connect-src',
      ),
    ).toEqual(["'self'"])
  })
  test('nobody may frame it, and nothing is allowed that is not named', () => {
    expect(policy([]).get('frame-ancestors')).toEqual(["'none'"])
    expect(policy([]).get('default-src')).toEqual(["'none'"])
    expect(policy([]).get('base-uri')).toEqual(["'none'"])
  })
  test('injected style elements need the nonce or their hash', () => {
    expect(policy([]).get('style-src-elem')).not.toContain("'unsafe-inline'")
  })
  test('the hash of the style that sonner injects is that of the installed version', () => {
    const source = readFileSync('node_modules/sonner/dist/index.mjs', 'utf8')
    const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1] ?? '""'
    const hash = createHash('sha256').update(JSON.parse(literal)).digest('base64')
    expect(INJECTED_STYLES.sonner).toBe(`'sha256-${hash}'`)
  })
})
