import 'server-only'
import * as z from 'zod/mini'
import { logFailure } from './log.ts'
import { BadInputError } from './problem.ts'

const text = z._default(z.string(), '')
/** What browsers send as application/csp-report. */
const reportSchema = z.object({
  'csp-report': z.object({
    'effective-directive': text,
    'violated-directive': text,
    'blocked-uri': text,
    'source-file': text,
  }),
})

const printable = (value: string): string => value.replace(/[^\x20-\x7e]/g, '?').slice(0, 120)

/**
 * Writes a report of the content security policy to the log, cut and freed of control characters: anyone can send one.
 *
 * @throws BadInputError when it is not a report
 */
export function logViolation(body: string): void {
  let json: unknown = null
  try {
    json = JSON.parse(body)
  } catch {
    // falls through to the schema, which refuses null
  }
  const parsed = z.safeParse(reportSchema, json)
  if (!parsed.success) throw new BadInputError('body', 'must be a content security policy report')
  const report = parsed.data['csp-report']
  const directive = report['effective-directive'] || report['violated-directive']
  logFailure(
    'csp',
    new Error([directive, report['blocked-uri'], report['source-file']].map(printable).join(' | ')),
  )
}
