import { expect, test } from 'vitest'
import { errorText, redact } from './errors.ts'

test('behavior: API keys in URLs never reach a log', () => {
  const url = 'https://user:secret@rpc.example.org/v3/abcdef?key=42'
  expect(redact(`POST ${url} failed, wss://x.example/k/1 too`)).toBe(
    'POST https://rpc.example.org failed, wss://x.example too',
  )
  expect(errorText(new Error(url))).toBe('https://rpc.example.org')
  expect(errorText({ shortMessage: 'HTTP request failed', details: url })).toBe(
    'HTTP request failed: https://rpc.example.org',
  )
})
