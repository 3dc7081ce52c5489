import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { findBrowser } from '../scripts/browser.ts'
import { buildPlain, servePlain } from '../scripts/plain-build.ts'
import { printRow } from './row.ts'

/**
 * `npm run bench:web`: Lighthouse (mobile preset, median of 5) on the plain production build over a running stack, whose
 * endpoints file is named by `SLUICE_ENDPOINTS` (default `.stack/endpoints.json`). B13. Paths as arguments measure only those.
 */
const RUNS = 5
const PORT = 9333
const only = process.argv.slice(2)
const pages = [
  { path: '/', performance: 98, lcp: 1_200, tbt: 150 },
  { path: '/status', performance: 92, lcp: 2_000, tbt: 250 },
  { path: '/deposit', performance: 92, lcp: 2_000, tbt: 250 },
  { path: '/deposit/1', performance: 92, lcp: 2_000, tbt: 250 },
  { path: '/withdraw', performance: 92, lcp: 2_000, tbt: 250 },
  { path: '/withdraw/1', performance: 92, lcp: 2_000, tbt: 250 },
].filter(({ path }) => only.length === 0 || only.includes(path))
const MAX_CLS = 0.02

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const row = (name: string, value: number, unit: string, limit: number, atLeast = false): void =>
  printRow({
    row: 'B13',
    name,
    value: Math.round(value * 1000) / 1000,
    unit,
    peer: null,
    ratio: null,
    limit,
    ok: atLeast ? value >= limit : value <= limit,
  })

const running = JSON.parse(readFileSync(process.env.SLUICE_ENDPOINTS ?? '.stack/endpoints.json', 'utf8'))
// As in every deployment, the chain is on another host, which a page contacts only once the person connects or asks.
const endpoints = { ...running, evm: { ...running.evm, publicRpc: ['https://rpc.invalid'] } }
await buildPlain()
const server = await servePlain(endpoints)
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${PORT}`],
})
try {
  for (const { path, performance, lcp, tbt } of pages) {
    const seen: Record<'performance' | 'accessibility' | 'lcp' | 'tbt' | 'cls', number[]> = {
      performance: [],
      accessibility: [],
      lcp: [],
      tbt: [],
      cls: [],
    }
    for (let run = 0; run < RUNS; run += 1) {
      const result = await lighthouse(server.url + path, { port: PORT, logLevel: 'error' })
      if (!result) throw new Error(`Lighthouse gave no result for ${path}`)
      const { audits, categories } = result.lhr
      seen.performance.push((categories.performance?.score ?? 0) * 100)
      seen.accessibility.push((categories.accessibility?.score ?? 0) * 100)
      seen.lcp.push(audits['largest-contentful-paint']?.numericValue ?? Number.NaN)
      seen.tbt.push(audits['total-blocking-time']?.numericValue ?? Number.NaN)
      seen.cls.push(audits['cumulative-layout-shift']?.numericValue ?? Number.NaN)
    }
    row(`${path} performance`, median(seen.performance), 'of 100', performance, true)
    row(`${path} accessibility`, median(seen.accessibility), 'of 100', 100, true)
    row(`${path} LCP`, median(seen.lcp), 'ms', lcp)
    row(`${path} TBT`, median(seen.tbt), 'ms', tbt)
    row(`${path} CLS`, median(seen.cls), '', MAX_CLS)
  }
} finally {
  await browser.close()
  await server.stop()
}
