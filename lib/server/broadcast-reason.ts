import 'server-only'

/** Reasons that Bitcoin Core gives, in the words in which we pass them on. An unknown one is not passed on at all. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/bad-txns-inputs-missingorspent|missing-inputs/, 'its inputs are spent or unknown'],
  [
    /txn-mempool-conflict|bad-txns-spends-conflicting-tx/,
    'it spends what another waiting transaction spends',
  ],
  [/insufficient fee/, 'its fee is too low to replace the waiting transaction'],
  [/min relay fee not met|mempool min fee not met/, 'its fee is below what the network relays'],
  [/max-fee-exceeded|absurdly-high-fee/, 'its fee is absurdly high'],
  [/non-final|non-BIP68-final/, 'its lock time has not passed'],
  [/dust/, 'an output is below dust'],
  [/script-verify-flag|mempool-script-verify/, 'a signature or script is not valid'],
  [
    /already (in block chain|in utxo set)|txn-already-known|txn-already-in-mempool/i,
    'the network has it already',
  ],
  [/scriptpubkey|tx-size|version|datacarrier|multi-op-return/, 'it is not of a standard form'],
  [/decode failed|TX decode/i, 'it is not a transaction'],
]

/** Why the network refused a transaction, from a fixed set of sentences: the upstream's own words stay inside. */
export function broadcastReason(upstream: string): string {
  return reasons.find(([pattern]) => pattern.test(upstream))?.[1] ?? 'the Bitcoin network refuses it'
}
