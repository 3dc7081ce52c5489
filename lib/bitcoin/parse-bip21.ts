import { MAX_SATS, type Sat } from '../core/units.ts'
import { Bip21Error } from '../errors/bip21.ts'

export type ParsedPaymentLink = Readonly<{
  /** as written; `parseAddress` tells whether it is one */
  address: string
  sats: Sat | null
  label: string | null
  message: string | null
  /** parameters that are not known here and may be ignored */
  others: ReadonlyMap<string, string>
}>

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Bip21Error('parameter', text.slice(0, 80))
  }
}

const amountOf = (text: string): Sat => {
  // BIP-21: decimal BTC with a point, no commas, no exponent.
  const match = /^(\d{1,8})(?:\.(\d{0,8}))?$|^\.(\d{1,8})$/.exec(text)
  if (match === null) throw new Bip21Error('amount', text.slice(0, 40))
  const sats = BigInt(`${match[1] ?? ''}${(match[2] ?? match[3] ?? '').padEnd(8, '0')}`)
  if (sats > MAX_SATS) throw new Bip21Error('amount', text.slice(0, 40))
  return sats as Sat
}

/**
 * Reads a BIP-21 payment link.
 * @throws {Bip21Error} `rule` names why: a parameter twice, an amount that is no plain decimal, or a `req-` parameter,
 * which a reader that does not know it must refuse
 */
export const parseBip21 = (uri: string): ParsedPaymentLink => {
  // BIP-21: the scheme is case-insensitive, the rest is not.
  if (!/^bitcoin:/i.test(uri) || uri.length > 4_096) throw new Bip21Error('scheme', uri.slice(0, 20))
  const [address = '', query = '', ...rest] = uri.slice('bitcoin:'.length).split('?')
  if (rest.length > 0) throw new Bip21Error('parameter', '?')
  if (!/^[0-9a-zA-Z]+$/.test(address)) throw new Bip21Error('address', address.slice(0, 100))
  const parameters = new Map<string, string>()
  for (const part of query === '' ? [] : query.split('&')) {
    const [key = '', ...value] = part.split('=')
    if (key === '' || value.length === 0 || parameters.has(key))
      throw new Bip21Error('parameter', key.slice(0, 40))
    if (key.startsWith('req-')) throw new Bip21Error('required', key.slice(0, 40))
    parameters.set(key, decode(value.join('=')))
  }
  const amount = parameters.get('amount')
  const others = new Map([...parameters].filter(([key]) => !['amount', 'label', 'message'].includes(key)))
  return {
    address,
    sats: amount === undefined ? null : amountOf(amount),
    label: parameters.get('label') ?? null,
    message: parameters.get('message') ?? null,
    others,
  }
}
