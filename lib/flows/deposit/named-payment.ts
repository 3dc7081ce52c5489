import type { Hex } from 'viem'
import type { Esplora } from '../../bitcoin/create-esplora.ts'
import type { EsploraTransaction } from '../../bitcoin/esplora-schemas.ts'
import { fromHex } from '../../bitcoin/from-hex.ts'
import { parseTransaction } from '../../bitcoin/parse-transaction.ts'
import { stripTransaction } from '../../bitcoin/strip-transaction.ts'
import { toHex } from '../../bitcoin/to-hex.ts'
import { toSat } from '../../core/to-sat.ts'
import { NamedPaymentError } from '../../errors/deposit.ts'
import { EsploraError } from '../../errors/esplora.ts'

/**
 * A payment that a person names by its transaction: strangers can fill the list of an address until no source gives it
 * any more, but not what a txid commits to.
 */
export type NamedPayment = Readonly<{
  txid: string
  /** in hex; has this txid */
  raw: string
}>

const read = (raw: string) => parseTransaction(stripTransaction(fromHex(raw)))

/**
 * Reads what was typed or pasted: a txid, an output as txid:vout, an explorer's link to either, or the whole transaction in
 * hex, for when no source gives it.
 * @param script scriptPubKey that it must pay
 * @throws {NamedPaymentError} naming what does not fit
 */
export async function readNamedPayment(esplora: Esplora, script: Hex, typed: string): Promise<NamedPayment> {
  const text = typed.replace(/\s/g, '').toLowerCase()
  const whole = /^([0-9a-f]{2}){60,}$/.test(text)
  const named = /(?:^|\/)([0-9a-f]{64})(?:$|[:?#/](?:.*?(\d{1,6}))?)/.exec(text)
  if (!whole && !named?.[1]) throw new NamedPaymentError('unreadable')
  const raw = whole
    ? text
    : await esplora.transactionHex(named?.[1] ?? '').catch((error: unknown) => {
        throw error instanceof EsploraError ? new NamedPaymentError('not_served', error) : error
      })
  let transaction: ReturnType<typeof read>
  try {
    transaction = read(raw)
  } catch (cause) {
    throw new NamedPaymentError('unreadable', cause)
  }
  const paying = transaction.outputs.map((output) => toHex(output.script) === script.toLowerCase())
  const vout = named?.[2]
  if (!paying.includes(true) || (!whole && vout !== undefined && !paying[Number(vout)]))
    throw new NamedPaymentError('other_address')
  return { txid: transaction.txid, raw }
}

/** The same as a source would list it. In no block as long as no source says in which. */
export async function namedTransaction(
  esplora: Esplora,
  { txid, raw }: NamedPayment,
): Promise<EsploraTransaction> {
  const { inputs, outputs } = read(raw)
  return {
    txid,
    fee: null,
    weight: null,
    inputs: inputs.map((input) => ({ txid: input.txid, vout: input.vout, sequence: input.sequence })),
    outputs: outputs.map((output) => ({ script: toHex(output.script).slice(2), sats: toSat(output.sats) })),
    status: await esplora.transactionStatus(txid).catch(() => null),
  }
}
