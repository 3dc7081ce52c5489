import { displayHash } from '../../../lib/bitcoin/display-hash.ts'
import { fromHex } from '../../../lib/bitcoin/from-hex.ts'
import { proofBytes } from '../../../lib/bitcoin/proof-bytes.ts'
import type { Deposit } from '../../../lib/core/deposit-state.ts'
import { readConsumed } from '../../../lib/evm/read-consumed.ts'
import { readRelayHash } from '../../../lib/evm/read-relay-hash.ts'
import { depositKey } from '../decide/deposit-key.ts'
import type { Payment } from '../decide/settle.ts'
import { maySweepShow } from '../decide/sweeps.ts'
import type { Contracts } from '../execution/contracts.ts'
import type { EvmPool } from '../execution/evm-pool.ts'
import type { PaymentWatch, ProvenPayment } from './payments.ts'

/** minted shares that are looked at for more payments in one round: the newest at every tip, the older ones in turns */
const mintedWindow = 20
const unminted = new Set(['Assigned', 'Expired', 'Escrowed'])

/**
 * All shares that wait for payments, or whose coins are only their depositor's to take, and of the minted ones a part.
 * @param round counts up from 0 @param tipHeight of the relay
 */
export function watchedShares(open: readonly Deposit[], round: number, tipHeight: number): Deposit[] {
  const minted = open.filter(({ state }) => state === 'Minted').reverse()
  const older = minted.slice(mintedWindow)
  const from = older.length === 0 ? 0 : (round * mintedWindow) % older.length
  return [
    ...open.filter(({ state }) => unminted.has(state)),
    ...open.filter((deposit) => deposit.state === 'Refundable' && maySweepShow(deposit, tipHeight)),
    ...minted.slice(0, mintedWindow),
    ...older.slice(from, from + mintedWindow),
  ]
}

/** What is known on Bitcoin of shares' payments, with what the two contracts say of each. */
export async function depositPayments(
  { evm, contracts }: { evm: EvmPool; contracts: Contracts },
  watch: PaymentWatch,
  deposits: readonly Deposit[],
): Promise<Map<string, Payment[]>> {
  const found = deposits.flatMap((deposit) => {
    const payments = watch.of(depositKey(deposit))
    // Where all that is seen is what was counted, nobody need be asked which of it.
    const all = payments.reduce((sum, { sats }) => sum + sats, 0n) === deposit.paidSats
    return payments.map((payment) => ({ key: depositKey(deposit), payment, all }))
  })
  const heights = [...new Set(found.map(({ payment }) => payment.height))]
  const { hashes, counted } = await evm.read('payments', async (client, blockNumber) => {
    const at = { blockNumber }
    // The proof of a sweep may have counted one of its outputs and left the others.
    const isCounted = async ({ txid, paid }: ProvenPayment) => {
      const each = paid.map(({ vout }) => readConsumed(client, contracts.minter, txid, vout, at))
      return (await Promise.all(each)).every((known) => known)
    }
    return {
      hashes: await Promise.all(heights.map((height) => readRelayHash(client, contracts.relay, height, at))),
      counted: await Promise.all(found.map(({ payment, all }) => all || isCounted(payment))),
    }
  })
  const relayed = new Map(heights.map((height, at) => [height, hashes[at] ?? null]))
  const result = new Map<string, Payment[]>()
  for (const [index, { key, payment }] of found.entries()) {
    const { txid, sats, height, blockHash, proof, listed } = payment
    const hash = relayed.get(height) ?? null
    const stands = hash !== null && displayHash(fromHex(hash)) === blockHash
    // Not listed and another block in its place.
    if (!listed && hash !== null && !stands) continue
    const known = result.get(key) ?? []
    known.push({
      ...{ txid, sats, height, blockHash },
      bytes: proofBytes(proof),
      relayed: stands,
      counted: counted[index] ?? false,
    })
    result.set(key, known)
  }
  return result
}
