import { MAX_PAYMENTS } from './deposit-rules.ts'

/** A confirmed payment as far as the choice needs it. */
export type ProvablePayment = Readonly<{
  txid: string
  sats: bigint
  /** length of its proof in bytes */
  bytes: number
}>

/** geth and reth take no transaction over 131,072 bytes; the rest is room for what surrounds the proofs. */
export const MAX_PROOF_BYTES = 120_000

/**
 * Which payments to prove in one call, the best choice first: all that fit, largest first; then no more than are needed,
 * for when a stranger's payment on top asks for more confirmations; then the one that pays exactly. Strangers may pay to
 * the script what they like: small or bulky payments stand behind the large ones and are left out first.
 *
 * @param asked sats that the share still needs, 0 when what comes is on top
 * @returns choices that reach `asked`; only all that fit when none does: they are counted, and wait for the rest
 */
export function choosePayments<P extends ProvablePayment>(
  payments: readonly P[],
  asked: bigint,
): readonly (readonly P[])[] {
  const ordered = [...payments].sort((a, b) =>
    a.sats === b.sats ? a.txid.localeCompare(b.txid) : a.sats < b.sats ? 1 : -1,
  )
  const all: P[] = []
  let bytes = 0
  for (const payment of ordered) {
    if (all.length === MAX_PAYMENTS || bytes + payment.bytes > MAX_PROOF_BYTES) continue
    all.push(payment)
    bytes += payment.bytes
  }
  const reaches = sum(all) >= asked
  const least = reaches ? all.slice(0, all.findIndex((_, at) => sum(all.slice(0, at + 1)) >= asked) + 1) : []
  const exact = ordered.filter((payment) => payment.sats === asked && payment.bytes <= MAX_PROOF_BYTES)
  const choices = [all, least, exact.slice(0, 1)].filter((choice) => choice.length > 0)
  return choices.filter((choice, at) => choices.findIndex((other) => same(other, choice)) === at)
}

const sum = (payments: readonly ProvablePayment[]): bigint =>
  payments.reduce((total, { sats }) => total + sats, 0n)

const same = (a: readonly ProvablePayment[], b: readonly ProvablePayment[]): boolean =>
  a.length === b.length && a.every(({ txid }, at) => txid === b[at]?.txid)
