import { afterEach, describe, expect, test, vi } from 'vitest'
import { logViolation } from './log-violation.ts'
import { BadInputError } from './problem.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('T31 reports of the content security policy', () => {
  test('what was blocked lands in the log, cut and without control characters', () => {
    const lines: string[] = []
    vi.spyOn(console, 'error').mockImplementation((line) => lines.push(String(line)))
    logViolation(
      JSON.stringify({
        'csp-report': {
          'effective-directive': 'script-src-elem',
          'blocked-uri': `https://evil.example/\n${'x'.repeat(900)}`,
        },
      }),
    )
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('script-src-elem | https://evil.example/?x')
    expect(lines[0]?.length).toBeLessThan(400)
  })
  test('error: BadInputError for anything that is no report', () => {
    for (const body of ['', '{', 'null', '[]', '{"csp-report":1}', '"<svg onload>"'])
      expect(() => logViolation(body)).toThrow(BadInputError)
  })
})
