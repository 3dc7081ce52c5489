import 'server-only'
import type { BitcoinNetwork } from '../bitcoin/networks.ts'
import { parseAddress } from '../bitcoin/parse-address.ts'
import { toHex } from '../bitcoin/to-hex.ts'
import type { RequestsFilter } from './index-client.ts'
import { BadInputError } from './problem.ts'

const RULE =
  'must be a request id, a Bitcoin txid, an EVM transaction, an EVM address or a Bitcoin address of this network'

/**
 * What somebody who types one thing is looking for.
 * @throws BadInputError when it is none of the things that can be found
 */
export function searchOf(typed: string, network: BitcoinNetwork): Omit<RequestsFilter, 'limit'> {
  if (/^[1-9][0-9]{0,18}$/.test(typed)) return { reqId: typed }
  if (/^[0-9a-fA-F]{64}$/.test(typed)) return { txid: typed.toLowerCase() }
  if (/^0x[0-9a-fA-F]{64}$/.test(typed)) return { tx: typed.toLowerCase() }
  if (/^0x[0-9a-fA-F]{40}$/.test(typed)) return { other: typed.toLowerCase() }
  try {
    return { script: toHex(parseAddress(typed, network).script) }
  } catch (cause) {
    throw new BadInputError('search', RULE, cause)
  }
}
