import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../scripts/steps.ts'
import type { BenchRow } from './row.ts'

/**
 * `npm run bench`: every benchmark of this folder, as a table; `--json` prints one object a line instead;
 * `npm run bench -- gas api` runs only those. A figure over its limit is shown with `ok: false`, never hidden.
 */
// `payout-latency` and `restart-latency` are parts of `latency`
const notBenchmarks = [
  ...['main.ts', 'row.ts', 'samples.ts', 'web.ts'],
  ...['payout-latency.ts', 'restart-latency.ts'],
]
const args = process.argv.slice(2)
const json = args.includes('--json')
const wanted = args.filter((arg) => !arg.startsWith('--'))
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !notBenchmarks.includes(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))

const rows: BenchRow[] = []
let broken = 0
for (const name of names) {
  if (!json) console.error(`running ${name} …`)
  const { code, output } = await run(['node', join('bench', `${name}.ts`)], { quiet: true })
  const lines = output.split('\n').filter((line) => line.startsWith('{"row"'))
  for (const line of lines) {
    rows.push(JSON.parse(line))
    if (json) console.log(line)
  }
  if (code === 0 && lines.length > 0) continue
  broken += 1
  console.error(`${name} ended with ${code}:\n${output.split('\n').slice(-20).join('\n')}`)
}
if (!json) {
  console.table(
    rows.map(({ row, name, value, unit, peer, ratio, limit, ok }) => ({
      row,
      name,
      value: `${value} ${unit}`,
      peer: peer ?? '–',
      ratio: ratio ?? '–',
      limit: limit ?? '–',
      ok,
    })),
  )
}
process.exit(broken === 0 ? 0 : 1)
