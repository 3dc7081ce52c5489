import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from '../scripts/steps.ts'
import { printRow } from './row.ts'

/**
 * Gas, from the snapshots that the gas tests write; peers are measured in the same run. `npm run gas` renews the snapshots,
 * `npm run gas:check` fails when they drifted.
 */
const { code, output } = await run(['npm', 'run', '--silent', 'gas:check'], { quiet: true })
if (code !== 0) {
  console.error(output)
  process.exit(code)
}

const snapshot = (group: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, 'contracts/snapshots', `${group}.json`), 'utf8'))
const gasOf = (group: string, name: string): number => {
  const value = Number(snapshot(group)[name])
  if (!Number.isFinite(value)) throw new Error(`contracts/snapshots/${group}.json has no "${name}"`)
  return value
}
const round = (ratio: number): number => Math.round(ratio * 1000) / 1000

const value = (row: string, name: string, gas: number, limit: number | null): void =>
  printRow({
    row,
    name,
    value: gas,
    unit: 'gas',
    peer: null,
    ratio: null,
    limit,
    ok: limit === null || gas <= limit,
  })
const ratio = (row: string, name: string, gas: number, peer: number, limit: number | null): void =>
  printRow({
    row,
    name,
    value: gas,
    unit: 'gas',
    peer,
    ratio: round(gas / peer),
    limit,
    ok: limit === null || gas <= peer * limit,
  })

value('relay', 'header in a batch of 10', gasOf('BitcoinRelay', 'per header, batch of 10, mainnet'), 30_000)
for (const depth of [1, 5, 10, 12]) {
  const ours = gasOf('BitcoinProofs', `verify at depth ${depth}`)
  ratio(
    'B1',
    `proof, depth ${depth}`,
    ours,
    gasOf('BitcoinProofs', `peer, six headers at depth ${depth}`),
    0.6,
  )
}
ratio(
  'B2',
  'proof, each of ten of a block, depth 10',
  gasOf('BitcoinProofs', 'each of ten at depth 10'),
  gasOf('BitcoinProofs', 'peer, six headers, each of ten at depth 10'),
  0.35,
)
for (const step of ['request', 'resolve', 'execute']) value('B3', step, gasOf('Deposit', step), null)
value('B3', 'request + resolve + execute', gasOf('Deposit', 'request + resolve + execute'), 300_000)
/**
 * Published averages of the peer's redemption, for what they are worth: tests over a stub with its own payments, tbtc-v2#202
 * and #375. It draws nobody, and burns its token in a call of its own.
 */
const redemption: Record<string, number> = { request: 113_159, verify: 171_119 }
for (const step of ['request', 'resolve', 'verify', 'request + resolve + verify']) {
  const gas = gasOf('Withdrawal', step)
  const peer = redemption[step]
  if (peer === undefined) value('B3', `withdrawal: ${step}`, gas, null)
  else ratio('B3', `withdrawal: ${step}`, gas, peer, null)
}
const draw10 = gasOf('Draw', 'draw among 10')
const draw1000 = gasOf('Draw', 'draw among 1000')
value('B7', 'draw among 10', draw10, 60_000)
value('B7', 'draw among 1,000', draw1000, 60_000)
ratio('B7', 'draw, 1,000 against 10', draw1000, draw10, 1.3)
