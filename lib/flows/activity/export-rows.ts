import type { AnyRequestDto } from '../../api/requests.ts'
import type { Sat } from '../../core/units.ts'
import { toBtcString } from '../../format/to-btc-string.ts'
import type { ActivityRow } from './rows.ts'

const columns = [
  'reqId',
  'kind',
  'state',
  'sats',
  'btc',
  'by',
  'to',
  'requestedAt',
  'requestTx',
  'bitcoinTxids',
  'receivedSats',
  'feeSats',
  'source',
] as const
type Flat = Readonly<Record<(typeof columns)[number], string>>

const sum = (amounts: readonly (string | null | undefined)[]): string =>
  amounts.reduce((total, amount) => total + BigInt(amount ?? 0), 0n).toString()

/** What only the index knows: to whom it went, by which Bitcoin transactions, and what arrived. */
const details = (
  row: AnyRequestDto | null,
): Pick<Flat, 'to' | 'bitcoinTxids' | 'receivedSats' | 'feeSats'> => {
  if (row === null) return { to: '', bitcoinTxids: '', receivedSats: '', feeSats: '' }
  if (row.kind === 'deposit')
    return {
      to: row.recipient,
      bitcoinTxids: row.shares.flatMap(({ payments }) => payments.map(({ txid }) => txid)).join(' '),
      receivedSats: sum(row.shares.map(({ mintedSats }) => mintedSats)),
      feeSats: sum(row.shares.map(({ feeSats }) => feeSats)),
    }
  const paid = row.shares.flatMap(({ payment }) => (payment === null ? [] : [payment]))
  return {
    to: row.payoutAddress ?? row.payoutScript,
    bitcoinTxids: paid.map(({ txid }) => txid).join(' '),
    receivedSats: sum(paid.map(({ sats }) => sats)),
    feeSats: sum(row.shares.map(({ feeSats }) => feeSats)),
  }
}

const flat = (row: ActivityRow): Flat => ({
  reqId: row.reqId,
  kind: row.kind,
  state: row.state,
  sats: row.sats.toString(),
  btc: toBtcString(row.sats as Sat),
  by: row.by,
  requestedAt: row.time === null ? '' : new Date(row.time * 1_000).toISOString(),
  requestTx: row.tx ?? '',
  ...details(row.indexed),
  source: row.indexed === null ? 'chain' : row.chain === null ? 'index' : 'index and chain',
})

// RFC 4180 §2: fields with commas, quotes or line ends are quoted, quotes are doubled. Nothing here is typed by a person
// into free text, but a sheet runs what begins like a formula, so that is kept from it as well.
const field = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table for a spreadsheet (RFC 4180). Amounts in sats and in BTC, times in UTC. */
export const toCsv = (rows: readonly ActivityRow[]): string =>
  [columns.join(','), ...rows.map((row) => columns.map((name) => field(flat(row)[name])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('')

/** The same for programs, with everything that the index knows of each. Amounts are decimal strings of integers. */
export const toJson = (rows: readonly ActivityRow[]): string =>
  `${JSON.stringify(
    rows.map((row) => ({ ...flat(row), indexed: row.indexed })),
    null,
    2,
  )}\n`
