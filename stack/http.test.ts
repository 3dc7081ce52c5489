import { describe, expect, test } from 'vitest'
import { isLocalRequest } from './http.ts'

const app = 'http://127.0.0.1:3000'

describe('isLocalRequest', () => {
  test.each([
    [{ host: '127.0.0.1:3001' }, true],
    [{ host: 'localhost:3001' }, true],
    [{ host: '[::1]:3001' }, true],
    [{ host: '127.0.0.1:3001', origin: app }, true],
    [{}, false],
    // a name that somebody lets resolve to this machine (DNS rebinding)
    [{ host: 'evil.example:3001' }, false],
    [{ host: '127.0.0.1.evil.example' }, false],
    [{ host: 'localhost.evil.example:3001' }, false],
    [{ host: '127.0.0.1:3001', origin: 'https://evil.example' }, false],
    [{ host: '127.0.0.1:3001', origin: 'null' }, false],
    [{ host: '127.0.0.1:3001', origin: 'http://127.0.0.1:3000.evil.example' }, false],
  ])('%j → %s', (headers, allowed) => {
    expect(isLocalRequest(headers, [app])).toBe(allowed)
  })
})
