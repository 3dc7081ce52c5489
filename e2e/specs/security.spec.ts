import { expect } from '@playwright/test'
import { endpoints } from '../fixtures/stack.ts'
import { test } from '../fixtures/test.ts'

test('T31: the answer forbids whatever is not ours', async ({ request }) => {
  const headers = (await request.get('/deposit')).headers()
  const policy = headers['content-security-policy'] ?? ''
  expect(policy).toMatch(/script-src [^;]*'nonce-[^']+'[^;]*'strict-dynamic'/)
  expect(policy.match(/script-src [^;]*/)?.[0]).not.toContain('unsafe-inline')
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("object-src 'none'")
  expect(policy).toContain(endpoints().evm.rpc[0])
  expect(policy.match(/connect-src [^;]*/)?.[0]).not.toMatch(/\*|https:(\s|$)/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBeTruthy()
  expect(headers['permissions-policy']).toBeTruthy()
  expect(headers['x-powered-by']).toBeUndefined()
})

test('T31: inline script, eval and foreign script do not run', async ({ page, guard }) => {
  guard.expectConsole(/Content Security Policy|Content-Security-Policy|CSP|violates/i)
  await page.goto('/')
  const ran = await page.evaluate(async () => {
    const marks = window as unknown as Record<string, boolean>
    const inline = document.createElement('div')
    inline.innerHTML = '<img alt="" src="/favicon.svg" onload="window.inlineRan = true">'
    document.body.append(inline)
    // Text handed to a timer is evaluated by the page itself, later, without the debugger's privileges.
    window.setTimeout('window.evalRan = true', 0)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { inline: marks.inlineRan === true, evaluated: marks.evalRan === true }
  })
  expect(ran).toEqual({ inline: false, evaluated: false })
})

test('T39: headers that once went round a middleware change nothing', async ({ request }) => {
  for (const headers of [
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-middleware-subrequest': 'middleware' },
  ]) {
    const answer = await request.get('/', { headers })
    expect(answer.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
  }
})
