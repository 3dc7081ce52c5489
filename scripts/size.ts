import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { printRow } from '../bench/row.ts'
import { findBrowser } from './browser.ts'
import { buildPlain, PLAIN_DIST, servePlain } from './plain-build.ts'
import { root } from './steps.ts'

/**
 * `npm run size`: what a phone downloads as JavaScript before anyone connects a wallet, page by page, from the plain
 * production build in a real browser; and whether anything of the developer panel got into that build.
 * `--json` prints a row a line, `--no-build` measures the build that is there.
 */
const KB = 1000
/** Budgets in kB of gzip, from docs/design.md. */
const pages = [
  { path: '/', limit: 170 },
  { path: '/status', limit: 230 },
  { path: '/deposit', limit: 230 },
  { path: '/deposit/1', limit: 230 },
  { path: '/withdraw', limit: 230 },
  { path: '/withdraw/1', limit: 230 },
  { path: '/activity', limit: 230 },
]
/** Scripts that load later than this are not part of the first load. */
const WATCH_MS = 8_000
/** Words that only the developer panel has; each must be in its sources, or the search would prove nothing. */
const markers = ['sluice-developer-panel']

async function measure(browser: Browser, url: string): Promise<{ bytes: number; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    isMobile: true,
    hasTouch: true,
  })
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  const complaints: string[] = []
  let bytes = 0
  network.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|TrustedHTML/.test(message.text()))
      complaints.push(message.text())
  })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(WATCH_MS)
  await context.close()
  return { bytes, complaints }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const holding = (folder: string, marker: string): string[] =>
  filesIn(folder).filter((file) => readFileSync(file).includes(marker))

const json = process.argv.includes('--json')
if (!process.argv.includes('--no-build')) await buildPlain()

const failures: string[] = []
for (const marker of markers) {
  if (holding(join(root, 'components/dev'), marker).length === 0)
    failures.push(`components/dev no longer holds the marker ${marker}: the search below would find nothing`)
  for (const part of ['static', 'server'])
    for (const file of holding(join(root, PLAIN_DIST, part), marker))
      failures.push(`the plain build holds the developer panel: ${file.slice(root.length + 1)} has ${marker}`)
}

const server = await servePlain()
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: [
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
})
try {
  for (const { path, limit } of pages) {
    const { bytes, complaints } = await measure(browser, server.url + path)
    const value = Math.round(bytes / (KB / 10)) / 10
    const ok = value <= limit
    if (!ok) failures.push(`${path} loads ${value} kB of JavaScript, ${limit} are allowed`)
    for (const complaint of new Set(complaints)) failures.push(`${path}: ${complaint}`)
    if (json)
      printRow({
        row: 'web-size',
        name: `first-load JS ${path}`,
        value,
        unit: 'kB',
        peer: null,
        ratio: null,
        limit,
        ok,
      })
    else
      console.log(
        `${ok ? 'ok  ' : 'OVER'} ${path.padEnd(12)} ${value.toFixed(1).padStart(6)} kB of ${limit} kB`,
      )
  }
} finally {
  await browser.close()
  await server.stop()
}
for (const failure of failures) console.error(failure)
process.exit(failures.length > 0 ? 1 : 0)
