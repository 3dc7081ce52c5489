import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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
  expect(headers['permissions-policy']).toContain('camera=()')
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8,}; includeSubDomains$/)
  expect(headers['content-security-policy-report-only']).toContain("require-trusted-types-for 'script'")
  expect(headers['x-powered-by']).toBeUndefined()
})

test('T31: inline script and eval do not run', async ({ page, guard }) => {
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

/** A place that is not ours: whatever is asked of it, it answers with a script that leaves a mark. */
const foreignPlace = async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' })
    response.end('window.foreignRan = true')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(done)),
  }
}

test('T31: a foreign script that got into the page is not even fetched, and is reported', async ({
  page,
  guard,
}) => {
  guard.expectConsole(/Content Security Policy/i)
  const foreign = await foreignPlace()
  // Injected into what the server sent, as a cross-site script would be: the policy stays the server's own.
  await page.route(
    ({ pathname }) => pathname === '/status',
    async (route) => {
      const answer = await route.fetch()
      const body = (await answer.text()).replace(
        '</body>',
        `<script src="${foreign.url}/a.js"></script><script>window.inlineRan = true</script></body>`,
      )
      await route.fulfill({ response: answer, body })
    },
  )
  const reports: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/csp-report') reports.push(request.postData() ?? '')
  })
  const reported = page.waitForResponse(
    (answer) =>
      new URL(answer.url()).pathname === '/api/csp-report' &&
      (answer.request().postData() ?? '').includes(foreign.url),
  )
  await page.goto('/status')
  expect((await reported).status()).toBe(200)
  const [report] = reports.filter((body) => body.includes(foreign.url))
  expect(JSON.parse(report ?? '{}')['csp-report']).toMatchObject({
    'effective-directive': 'script-src-elem',
    'blocked-uri': `${foreign.url}/a.js`,
  })
  const marks = await page.evaluate(() => {
    const { foreignRan, inlineRan } = window as unknown as Record<string, unknown>
    return { foreignRan, inlineRan }
  })
  expect(marks).toEqual({})
  expect(foreign.asked).toEqual([])
  await foreign.close()
})

test('T31: a page that is not there has the policy too, whatever file its name begins like', async ({
  request,
}) => {
  for (const path of [
    '/nowhere',
    '/api/',
    '/faviconX',
    '/fonts/x',
    '/social-cardX.png',
    '/trusted-typesX',
    '/_next/staticX',
  ]) {
    const answer = await request.get(path)
    expect(answer.status(), path).toBe(404)
    expect(answer.headers()['content-security-policy'], path).toContain("frame-ancestors 'none'")
  }
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
